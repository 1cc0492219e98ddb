// The desk is killed while a page works with it: nothing is lost, the page says so and goes on once the desk is back.
import assert from 'node:assert/strict';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {settled, visit} from './support/browser.mjs';
import {openRoadmap, row, startsIn, whenOf} from './support/roadmap.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();
const kGone = /request failed: (GET|POST) .*net::ERR_(CONNECTION|EMPTY|INCOMPLETE|SOCKET)/;

/** Every file below a folder with its text. */
async function filesOf(folder) {
  const names = (await readdir(folder, {recursive: true, withFileTypes: true})).filter((e) => e.isFile());
  const paths = names.map((e) => join(e.parentPath ?? e.path, e.name)).sort();
  return Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')]));
}

const title = async (desk, id) => {
  const {body} = await desk.ask('GET', '/cases/korea-2026');
  return body.model.measures.find((m) => m.id === id).title;
};

check('killed in the middle of a job', async ({page, desk, faults}) => {
  faults.expect(kGone);
  faults.expect(/answer 404: GET \/api\/v1\/jobs\//);
  const measure = await title(desk, 'travel-ban-lifted');
  const before = await filesOf(desk.cases);
  await openRoadmap(page, desk, 'korea-2026', 'freeze-for-freeze');
  await row(page, measure).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, measure, 2);
  await page.getByRole('button', {name: 'Replan…'}).click();
  const panel = page.getByRole('region', {name: 'Plan the rest anew'});
  await panel.getByRole('button', {name: 'Start'}).click();
  await panel.getByRole('button', {name: 'Stop'}).waitFor();
  await panel.getByText('used').waitFor();

  await desk.kill('SIGKILL');
  await page.getByText('The desk does not answer', {exact: true}).waitFor();
  assert.match(await whenOf(page, measure), /^starts in phase 2 /, 'what was done stays on the screen');
  await row(page, measure).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, measure, 3);
  assert.deepEqual(await filesOf(desk.cases), before, 'no file is half written');

  await desk.restart();
  await page.getByText('The desk does not answer', {exact: true}).waitFor({state: 'hidden', timeout: 20_000});
  await panel.getByText('failed').first().waitFor();
  await row(page, measure).focus();
  await page.keyboard.press('ArrowLeft');
  await startsIn(page, measure, 2);
  await settled(page);
  assert.equal(await page.getByText('The desk does not answer', {exact: true}).count(), 0);

  await page.reload();
  await startsIn(page, measure, 2);
  await page.getByText('not saved').waitFor();
  await settled(page);
});

check('killed between two requests', async ({page, desk, faults}) => {
  faults.expect(kGone);
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await desk.kill('SIGKILL');
  await row(page, 'Open the road').focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('The desk does not answer', {exact: true}).waitFor();
  await startsIn(page, 'Open the road', 2);
  await desk.restart();
  await page.getByRole('button', {name: 'Try again'}).first().click();
  await page.getByText('The desk does not answer', {exact: true}).waitFor({state: 'hidden'});
  await startsIn(page, 'Open the road', 2);
  await page.getByText('not saved').waitFor();
  await settled(page);
});

check('ended by Ctrl-C, it says goodbye with status 0 and keeps nothing waiting', async ({page, desk, faults}) => {
  await visit(page, desk, '/');
  const from = Date.now();
  assert.equal(await desk.kill('SIGINT'), 0);
  assert.ok(Date.now() - from < 5000, 'it ends within five seconds');
  await desk.restart();
  faults.check();
});
