// Roadmap: moving by keyboard, undo, locks and replanning, saving, and what a reload keeps. The command line is the
// judge of what the view says.
import assert from 'node:assert/strict';
import {readFile, readdir, writeFile} from 'node:fs/promises';
import {settled} from './support/browser.mjs';
import {agreesWith, choose, openRoadmap, row, startsIn, whenOf} from './support/roadmap.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();
const kRoad = 'Open the road';
const kCommission = 'Set up a border commission';

/** What the command line measures on the tutorial's roadmap with a text of it changed. */
async function assessedWith(desk, from, to) {
  const text = await readFile(desk.file('tutorial/roadmaps/step-by-step.yaml'), 'utf8');
  assert.ok(text.includes(from));
  const file = desk.file('..', 'changed.yaml');
  await writeFile(file, text.replace(from, to));
  return JSON.parse(await desk.tandem('assess', 'tutorial', file, '--json'));
}

check('a measure moved a phase on is measured anew, as the command line does', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await agreesWith(page, JSON.parse(await desk.tandem('assess', 'tutorial', 'step-by-step', '--json')));
  await row(page, kRoad).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, kRoad, 2);
  assert.ok(await row(page, kRoad).evaluate((e) => e === document.activeElement), 'the row keeps the focus');
  await agreesWith(page, await assessedWith(desk, 'road: 1', 'road: 2'));
  await page.keyboard.press('ArrowRight');
  await startsIn(page, kRoad, 3);
  await agreesWith(page, await assessedWith(desk, 'road: 1', 'road: 3'));
  await page.keyboard.press('ArrowRight');
  await page.getByText('There is no phase further on that side.').waitFor();
  await startsIn(page, kRoad, 3);
});

check('undo and redo go through every move, by keys and by buttons', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await row(page, kRoad).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, kRoad, 2);
  await row(page, kCommission).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, kCommission, 3);
  await page.keyboard.press('Control+z');
  await startsIn(page, kCommission, 2);
  await page.keyboard.press('u');
  await startsIn(page, kRoad, 1);
  assert.equal(await page.getByRole('button', {name: 'Undo', exact: true}).isDisabled(), true);
  await page.keyboard.press('Control+Shift+z');
  await startsIn(page, kRoad, 2);
  await page.keyboard.press('U');
  await startsIn(page, kCommission, 3);
  await page.getByRole('button', {name: `Undo: ${kCommission} to phase 3`}).click();
  await startsIn(page, kCommission, 2);
  await agreesWith(page, await assessedWith(desk, 'road: 1', 'road: 2'));
});

check('a measure is taken out, added again and started in a phase by its menu', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await choose(page, kCommission, 'Take out');
  await row(page, kCommission).waitFor();
  assert.equal(await whenOf(page, kCommission), 'not in it');
  await agreesWith(page, await assessedWith(desk, '  commission: 2\n', ''));
  await choose(page, kCommission, /Add in phase 3/);
  await startsIn(page, kCommission, 3);
  await agreesWith(page, await assessedWith(desk, 'commission: 2', 'commission: 3'));
});

check('replanning keeps what is locked', async ({page, desk}) => {
  // Left alone, the planner starts the commission before phase 3.
  const free = JSON.parse(await desk.tandem('plan', 'tutorial', '--json', '--quiet'));
  const phases = free.roadmap.steps.filter((s) => s.measure === 'commission').map((s) => s.phase);
  assert.ok(phases.every((phase) => phase < 3), `the plan without locks has the commission in ${phases}`);

  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await row(page, kCommission).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, kCommission, 3);
  await choose(page, kCommission, 'Lock where it is');
  await page.getByText('1 lock').waitFor();
  await page.getByRole('button', {name: 'Replan…'}).click();
  await page.getByRole('region', {name: 'Plan the rest anew'}).getByRole('button', {name: 'Start'}).click();
  await page.getByRole('button', {name: 'Use this roadmap'}).click({timeout: 45_000});
  await settled(page);
  await startsIn(page, kCommission, 3);
  await page.getByText('It keeps every limit of the case').waitFor();
  assert.notEqual(await whenOf(page, 'Open the market'), '', 'the market is somewhere in the plan');
  await page.keyboard.press('Control+z');
  await startsIn(page, 'Build a power line', 2);
});

check('a roadmap saved under a name is a file that the command line reads alike', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await row(page, kRoad).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, kRoad, 2);
  await page.getByText('not saved').waitFor();
  const before = await readFile(desk.file('tutorial/roadmaps/step-by-step.yaml'), 'utf8');
  await page.getByRole('button', {name: 'Save as…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name (of the file)').fill('road-later');
  await dialog.getByLabel('Title').fill('The road a year later');
  await dialog.getByRole('button', {name: 'Save'}).click();
  await dialog.waitFor({state: 'hidden'});
  await page.waitForURL('**/cases/tutorial/roadmap/road-later');
  await settled(page);
  assert.equal(await page.getByText('not saved').count(), 0);
  assert.ok((await readdir(desk.file('tutorial/roadmaps'))).includes('road-later.yaml'));
  const saved = JSON.parse(await desk.tandem('assess', 'tutorial', 'road-later', '--json'));
  const expected = await assessedWith(desk, 'road: 1', 'road: 2');
  assert.equal(saved.title, 'The road a year later');
  assert.deepEqual(saved.principles, expected.principles);
  await agreesWith(page, saved);
  assert.equal(await readFile(desk.file('tutorial/roadmaps/step-by-step.yaml'), 'utf8'), before, 'the roadmap it came from stays');
});

check('a name that is taken is refused until the person says replace', async ({page, desk, faults}) => {
  faults.expect(/answer 409: PUT \/api\/v1\/cases\/tutorial\/roadmaps\/north-first/);
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  const file = desk.file('tutorial/roadmaps/north-first.yaml');
  const before = await readFile(file, 'utf8');
  await page.getByRole('button', {name: 'Save as…'}).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name (of the file)').fill('north-first');
  await dialog.getByRole('button', {name: 'Save'}).click();
  assert.match(await dialog.getByRole('alert').innerText(), /north-first/);
  assert.equal(await readFile(file, 'utf8'), before);
  await dialog.getByLabel('Replace the file of that name').check();
  await dialog.getByRole('button', {name: 'Save'}).click();
  await dialog.waitFor({state: 'hidden'});
  assert.notEqual(await readFile(file, 'utf8'), before);
});

check('a reload keeps unsaved work, and Forget lets it go', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await row(page, kRoad).focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, kRoad, 2);
  await settled(page);
  await page.reload();
  await startsIn(page, kRoad, 2);
  await page.getByText('not saved').waitFor();
  await agreesWith(page, await assessedWith(desk, 'road: 1', 'road: 2'));
  await page.getByRole('button', {name: 'Forget'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Forget'}).click();
  await startsIn(page, kRoad, 1);
  await page.reload();
  await startsIn(page, kRoad, 1);
  assert.equal(await page.getByText('not saved').count(), 0);
});
