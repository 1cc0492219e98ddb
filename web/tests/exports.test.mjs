// Every chart and table leaves the page as a file that another program can read.
import assert from 'node:assert/strict';
import {settled, visit} from './support/browser.mjs';
import {isCsv, isJson, isPng, isSvg, saved} from './support/files.mjs';
import {openRoadmap} from './support/roadmap.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();

/** Saves a chart in the three ways and looks at each file. Gives the rows of its CSV. */
async function chart(page, figure) {
  const choose = async (item) => {
    await figure.getByRole('button', {name: /^Export: /}).click();
    return saved(page, () => page.getByRole('menuitem', {name: item}).click());
  };
  const rows = isCsv(await choose('As CSV'));
  await isSvg(page, await choose('As SVG'));
  await isPng(page, await choose('As PNG'));
  return rows;
}

check('every chart of a roadmap as CSV, SVG and PNG; its table has as many rows', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  const figures = await page.getByRole('figure').all();
  assert.ok(figures.length >= 4, `${figures.length} charts`);
  for (const figure of figures) {
    const rows = await chart(page, figure);
    await figure.getByRole('button', {name: /^Show as table: /}).click();
    assert.equal(await figure.locator('tbody tr').count(), rows.length - 1);
  }
});

check('the key e saves the steps of a roadmap as they are in its file', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await settled(page);
  const [head, ...rows] = isCsv(await saved(page, () => page.keyboard.press('e')));
  const measure = head.indexOf('measure');
  const phase = head.indexOf('phase');
  const share = head.indexOf('share');
  const got = rows.map((r) => `${r[measure]} ${r[phase]} ${Number(r[share])}`).sort();
  assert.deepEqual(got, [
    'commission 2 1', 'market 2 0.5', 'market 3 0.5', 'power-line 2 1', 'pull-back 1 1', 'road 1 1', 'scrapping 2 0.5', 'scrapping 3 0.5',
  ]);
});

check('an answer can be fetched again as JSON and as CSV', async ({desk}) => {
  const made = await desk.ask('POST', '/cases/tutorial/assess', {changes: [], roadmap: {name: 'step-by-step'}});
  assert.equal(made.status, 200);
  const again = await desk.ask('GET', `/results/${made.body.result}`);
  assert.equal(again.status, 200);
  assert.deepEqual(again.body.assessment.principles.map((p) => p.verdict), made.body.assessment.principles.map((p) => p.verdict));
  const csv = await desk.ask('GET', `/results/${made.body.result}/csv`);
  assert.equal(csv.status, 200);
  assert.match(csv.headers.get('Content-Disposition'), /attachment; filename="[^"]+\.csv"/);
  isCsv({name: 'result.csv', bytes: Buffer.from(csv.body)});
});
