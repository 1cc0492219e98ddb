// Case: a number and the text are changed, checked while typing, and written only when the person says so.
import assert from 'node:assert/strict';
import {cp, readFile, readdir, writeFile} from 'node:fs/promises';
import {settled, visit} from './support/browser.mjs';
import {isCsv, isJson, saved} from './support/files.mjs';
import {openRoadmap, row, startsIn} from './support/roadmap.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();
const kFile = 'tutorial/case.yaml';
const kWorth = '    worth: {south: -30..-20..-10, north: 20..30..40}';

/** What `action` makes of the case file, which the test starts from and puts back. */
async function onFile(desk, action) {
  const before = await readFile(desk.file(kFile), 'utf8');
  try {
    await action(before);
  } finally {
    await writeFile(desk.file(kFile), before);
  }
}

/** Opens the worth of the road for South in the form, and fills it. */
async function editRoad(page, desk, [low, mode, high]) {
  await visit(page, desk, '/cases/tutorial?tab=measures&measure=road');
  const detail = page.getByRole('region', {name: 'Open the road'});
  await detail.getByRole('button', {name: /^Open the road, South: /}).click();
  await page.getByRole('button', {name: 'Edit'}).and(page.locator(':visible')).click();
  const dialog = page.getByRole('dialog', {name: 'Change a number'});
  await dialog.getByLabel('low').fill(String(low));
  await dialog.getByLabel('likeliest').fill(String(mode));
  await dialog.getByLabel('high').fill(String(high));
  return dialog;
}

async function applyRoad(page, desk, numbers) {
  const dialog = await editRoad(page, desk, numbers);
  await dialog.getByRole('button', {name: 'Apply'}).click();
  await dialog.waitFor({state: 'hidden'});
  await page.getByText('1 change to the case').waitFor();
  await settled(page);
}

check('a changed number is a patch of one line, computed on at once, and in no file', async ({page, desk}) => {
  await onFile(desk, async (before) => {
    await applyRoad(page, desk, [-70, -60, -50]);
    await visit(page, desk, '/cases/tutorial?tab=changes');
    const patch = await page.getByRole('tabpanel').innerText();
    assert.match(patch, /-\s*worth: \{south: -30\.\.-20\.\.-10, north: 20\.\.30\.\.40\}/);
    assert.match(patch, /\+\s*worth: \{south: -70\.\.-60\.\.-50, north: 20\.\.30\.\.40\}/);
    assert.equal(await readFile(desk.file(kFile), 'utf8'), before);

    // The roadmap is measured on the changed case: the command line on the same text is the judge.
    const changed = desk.file('..', 'changed');
    await cp(desk.file('tutorial'), changed, {recursive: true});
    await writeFile(`${changed}/case.yaml`, before.replace(kWorth, kWorth.replace('-30..-20..-10', '-70..-60..-50')));
    const roadmap = desk.file('tutorial/roadmaps/step-by-step.yaml');
    const margin = (a) => a.parties.find((p) => p.id === 'south').by_decision_month.margin_points[0];
    const expected = JSON.parse(await desk.tandem('assess', changed, roadmap, '--json', '--no-ideals'));
    const original = JSON.parse(await desk.tandem('assess', 'tutorial', roadmap, '--json', '--no-ideals'));
    assert.notEqual(margin(expected), margin(original));
    const asked = page.waitForResponse((r) => r.url().endsWith('/assess') && r.ok());
    await openRoadmap(page, desk, 'tutorial', 'step-by-step');
    const {assessment} = await (await asked).json();
    assert.equal(margin(assessment), margin(expected));
    await page.getByText('1 change to the case').waitFor();
  });
});

check('a range that does not rise cannot be applied', async ({page, desk}) => {
  const dialog = await editRoad(page, desk, [10, 5, 20]);
  await dialog.getByText('must rise').waitFor();
  assert.equal(await dialog.getByRole('button', {name: 'Apply'}).isDisabled(), true);
});

check('saving writes exactly the shown lines: comments and order stay', async ({page, desk}) => {
  await onFile(desk, async () => {
    const commented = (await readFile(desk.file(kFile), 'utf8')).replace(kWorth, `    # who gains from the road\n${kWorth}  # asked twice`);
    await writeFile(desk.file(kFile), commented);
    await applyRoad(page, desk, [-40, -25, -10]);
    await visit(page, desk, '/cases/tutorial?tab=changes');
    await page.getByRole('button', {name: 'Save to the file…'}).click();
    const dialog = page.getByRole('dialog', {name: 'Write these changes to the file?'});
    await dialog.getByRole('button', {name: 'Cancel'}).click();
    assert.equal(await readFile(desk.file(kFile), 'utf8'), commented, 'cancelled: nothing is written');
    await page.getByRole('button', {name: 'Save to the file…'}).click();
    await dialog.getByRole('button', {name: 'Save'}).click();
    await page.getByText('Nothing is changed.').waitFor();
    const now = await readFile(desk.file(kFile), 'utf8');
    assert.equal(now, commented.replace('{south: -30..-20..-10, north', '{south: -40..-25..-10, north'));
    assert.equal(await page.getByText('not saved').count(), 0);
    await desk.tandem('check', 'tutorial');
  });
});

check('a file that someone else changed meanwhile is not overwritten', async ({page, desk, faults}) => {
  faults.expect(/answer 409: POST \/api\/v1\/cases\/tutorial\/save/);
  await onFile(desk, async (before) => {
    await applyRoad(page, desk, [-40, -25, -10]);
    await visit(page, desk, '/cases/tutorial?tab=changes');
    await page.getByRole('button', {name: 'Save to the file…'}).waitFor();
    const theirs = before.replace('title: Build a power line', 'title: Build the power line');
    assert.notEqual(theirs, before);
    await writeFile(desk.file(kFile), theirs);
    await page.getByRole('button', {name: 'Save to the file…'}).click();
    const dialog = page.getByRole('dialog', {name: 'Write these changes to the file?'});
    await dialog.getByRole('button', {name: 'Save'}).click();
    await page.getByText('The file was changed by someone else').waitFor();
    assert.equal(await readFile(desk.file(kFile), 'utf8'), theirs);
    await page.getByRole('button', {name: 'Load it anew'}).click();
    await page.getByText('1 change to the case').waitFor();
    await settled(page);
    await page.getByRole('button', {name: 'Save to the file…'}).click();
    await dialog.getByRole('button', {name: 'Save'}).click();
    await page.getByText('Nothing is changed.').waitFor();
    assert.equal(await readFile(desk.file(kFile), 'utf8'), theirs.replace('{south: -30..-20..-10, north', '{south: -40..-25..-10, north'));
  });
});

check('the text is checked while it is typed, with line and repair', async ({page, desk}) => {
  await onFile(desk, async (before) => {
    await visit(page, desk, '/cases/tutorial?tab=text');
    const area = page.getByRole('textbox', {name: 'Text of the case'});
    assert.equal(await area.inputValue(), before);
    const wrong = before.replace('    track: economy\n    duration: 0\n    worth: {south: -30', '    track: econmy\n    duration: 0\n    worth: {south: -30');
    assert.notEqual(wrong, before);
    await area.fill(wrong);
    await page.getByRole('status').filter({hasText: '1 mistake'}).waitFor();
    const line = wrong.split('\n').findIndex((l) => l.includes('econmy')) + 1;
    const list = page.getByRole('region', {name: 'Mistakes and doubts'});
    assert.match(await list.innerText(), new RegExp(`${line}:\\d+[\\s\\S]*econmy[\\s\\S]*economy`));
    await list.getByRole('button', {name: `To line ${line}`}).click();
    const at = await area.evaluate((e) => e.value.slice(0, e.selectionStart).split('\n').length);
    assert.equal(at, line);
    await area.fill(before.replace('title: Open the road', 'title: Open the long road'));
    await page.getByRole('status').filter({hasText: 'no mistakes'}).waitFor();
    await page.getByRole('button', {name: 'Apply the text'}).click();
    await page.getByText('1 change to the case').waitFor();
    await visit(page, desk, '/cases/tutorial?tab=measures');
    await page.getByText('Open the long road').first().waitFor();
    assert.equal(await readFile(desk.file(kFile), 'utf8'), before);
  });
});

check('a scenario keeps changes and roadmap beside the case, is opened again and deleted', async ({page, desk, context}) => {
  await applyRoad(page, desk, [-40, -25, -10]);
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await row(page, 'Open the road').focus();
  await page.keyboard.press('ArrowRight');
  await startsIn(page, 'Open the road', 2);
  await settled(page);
  await visit(page, desk, '/cases/tutorial?tab=changes');
  await page.getByRole('button', {name: 'Save as a scenario…'}).click();
  const dialog = page.getByRole('dialog', {name: 'Save as a scenario…'});
  await dialog.getByLabel('Name (of the file)').fill('dear-road');
  await dialog.getByLabel('Title').fill('A dearer road');
  await dialog.getByRole('button', {name: 'Save'}).click();
  await dialog.waitFor({state: 'hidden'});
  await settled(page);
  assert.ok((await readdir(desk.file('tutorial/scenarios'))).includes('dear-road.yaml'));
  assert.equal(await page.getByText('not saved').count(), 0);

  // Someone else's browser, without the work of this one.
  await context.clearCookies();
  await page.evaluate(() => localStorage.clear());
  await page.goto(desk.address);
  await visit(page, desk, '/cases/tutorial?tab=changes');
  await page.getByText('Nothing is changed.').waitFor();
  await page.getByRole('button', {name: 'Open: dear-road'}).click();
  await page.getByText('1 change to the case').waitFor();
  assert.equal(await page.getByText('not saved').count(), 0);

  // A page loaded anew shows it as its file is now.
  const file = desk.file('tutorial/scenarios/dear-road.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('-40..-25..-10', '-44..-25..-10'));
  await page.reload();
  await page.getByRole('region', {name: 'What is computed on'}).getByText('dear-road').waitFor();
  await page.getByText('-44..-25..-10').first().waitFor();
  assert.equal(await page.getByText('not saved').count(), 0);
  await page.getByRole('link', {name: 'Roadmap', exact: true}).click();
  await startsIn(page, 'Open the road', 2);
  await visit(page, desk, '/cases/tutorial?tab=changes');
  await page.getByRole('button', {name: 'Delete: dear-road'}).click();
  await page.getByRole('dialog').getByRole('button', {name: 'Delete'}).click();
  await page.getByRole('button', {name: 'Open: dear-road'}).waitFor({state: 'detached'});
  assert.ok(!(await readdir(desk.file('tutorial/scenarios'))).includes('dear-road.yaml'));
  await page.getByText('not saved').waitFor();  // no file has the change any more
});

check('every number says where it is from', async ({page, desk}) => {
  await visit(page, desk, '/cases/korea-2026?tab=measures&measure=yongbyon-shutdown');
  const detail = page.getByRole('region').filter({has: page.getByRole('heading', {level: 2})}).last();
  const numbers = detail.getByRole('button', {name: /Where this number is from$/});
  const count = await numbers.count();
  assert.ok(count > 5, `${count} numbers`);
  const {body} = await desk.ask('GET', '/cases/korea-2026');
  const known = new Set([...body.model.sources, ...body.model.judgements].map((s) => s.id));
  for (let i = 0; i < count; i += 1) {
    await numbers.nth(i).click();
    const box = page.locator('[popover]:popover-open');
    await box.waitFor();
    const said = await box.innerText();
    assert.ok([...known].some((id) => said.includes(id)) || said.includes('No source is stated'), said);
    await page.keyboard.press('Escape');
  }
});

check('the measures leave as CSV and JSON, as they are filtered', async ({page, desk}) => {
  await visit(page, desk, '/cases/tutorial?tab=measures&track=security');
  const csv = isCsv(await saved(page, () => page.keyboard.press('e')));
  const id = csv[0].indexOf('id');
  assert.deepEqual(csv.slice(1).map((r) => r[id]).sort(), ['commission', 'pull-back', 'scrapping']);
  const menu = page.getByRole('button', {name: /Export/}).first();
  await menu.click();
  const json = isJson(await saved(page, () => page.getByRole('menuitem', {name: 'As JSON'}).click()));
  assert.deepEqual(json.map((r) => r.id).sort(), ['commission', 'pull-back', 'scrapping']);
});
