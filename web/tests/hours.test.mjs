// The first hour of each of the people the desk is for, from its start to what they came for. The command line, which
// has tests of its own, is the judge of numbers and texts.
import assert from 'node:assert/strict';
import {readFile, writeFile} from 'node:fs/promises';
import {settled, visit} from './support/browser.mjs';
import {csvRows, isCsv, saved} from './support/files.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();

/** From the first page to a case, as a person goes. */
async function openCase(page, title) {
  await page.getByRole('link', {name: title, exact: true}).click();
  await page.getByRole('heading', {level: 1, name: title}).waitFor();
  await settled(page);
}

async function go(page, view) {
  await page.getByRole('navigation', {name: 'Views'}).getByRole('link', {name: view, exact: true}).click();
  await page.locator('main h1').waitFor();
  await settled(page);
}

/** Another text than the one that is shown. */
async function another(page, item) {
  await page.getByRole('button', {name: /Texts|Another text/}).click();
  await page.getByRole('menuitem', {name: item}).click();
  await settled(page);
}

const kTable = [
  'No,Who,To whom,Obligation,Timing,Article,Verified by',
  '1,North,South,Withdraw heavy weapons to 15 km from the line,within 30 days of signature,2.1,',
  '2,Observer mission,,Verify the withdrawal and report to both,upon completion of 1,2.2,',
  '3,South,North,Begin the process of lifting the trade embargo,30 days after 2,3.1,',
  '4,South,North,Open the crossing at Hill Road,when the security situation permits,4.1,Observer mission',
].join('\n');

check('mediation support officer: a pasted table, its defects, a repair, two pages', async ({page, desk}) => {
  await openCase(page, 'Two neighbours and a market');
  await go(page, 'Agreement');
  await another(page, 'Paste a table');
  await page.getByRole('textbox', {name: 'The table'}).fill(kTable);
  await page.getByLabel('Title').fill('Hill Road');
  await page.getByText('4 rows;').waitFor();
  await page.getByRole('button', {name: 'Make the agreement'}).click();
  await page.getByRole('heading', {level: 1, name: 'Hill Road'}).waitFor();
  await settled(page);

  const file = desk.file('..', 'table.csv');
  await writeFile(file, kTable);
  const text = await desk.tandem('import', '--obligations', file, '--id', 'hill-road');
  await writeFile(desk.file('..', 'table.yaml'), text);
  const lint = JSON.parse(await desk.tandem('lint', desk.file('..', 'table.yaml'), '--json'));
  assert.ok(lint.findings.length >= 3, 'the table has defects');
  const count = async () => Number((await page.getByRole('button', {name: /^\d+ findings?$/}).innerText()).split(' ')[0]);
  await page.getByRole('button', {name: `${lint.findings.length} findings`}).waitFor();
  for (const {rule} of lint.findings) await page.getByRole('article', {name: new RegExp(rule)}).first().waitFor();

  await page.getByRole('article').getByRole('button', {name: 'Paste in'}).first().click();
  await page.getByText(/Pasted in: /).waitFor();
  await settled(page);
  assert.ok((await count()) < lint.findings.length, 'a repair that is pasted in leaves fewer findings');
  await page.emulateMedia({media: 'print'});
  const pdf = await page.pdf({format: 'A4'});
  const pages = (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 1 && pages <= 4, `${pages} pages`);
});

check('policy planner: two sequences and no agreement beside each other, limits and verdicts', async ({page, desk}) => {
  await openCase(page, 'Two neighbours and a market');
  await go(page, 'Compare');
  for (const [name, title] of [['step-by-step', 'Step by step'], ['north-first', 'North\u2019s steps first']]) {
    const {breaches} = JSON.parse(await desk.tandem('assess', 'tutorial', name, '--json'));
    const words = breaches.length === 0 ? 'keeps every limit' : breaches.length === 1 ? 'breaks 1 limit' : `breaks ${breaches.length} limits`;
    const summary = page.locator('summary').filter({hasText: title.replace('\u2019', "'")}).or(page.locator('summary').filter({hasText: title}));
    await summary.first().waitFor();
    assert.match(await summary.first().innerText(), new RegExp(words), `${title}: ${words}`);
  }
  const matrix = isCsv(await saved(page, () => page.keyboard.press('e')));
  assert.ok(matrix.length > 8, 'a row for every principle');
});

check('verification analyst: what a late inspection moves, and what a blunter one is worth', async ({page, desk}) => {
  await openCase(page, 'Two neighbours and a market');
  await visit(page, desk, '/cases/tutorial/agreement/agreement?tab=dates');
  await page.getByRole('combobox', {name: 'What is late'}).selectOption('A1');
  await page.getByRole('spinbutton', {name: 'Days of delay', exact: true}).fill('120');
  await page.getByRole('button', {name: 'Show what moves'}).click();
  const before = JSON.parse(await desk.tandem('schedule', 'tutorial', '--json'));
  const after = JSON.parse(await desk.tandem('schedule', 'tutorial', '--delay', 'A1=120d', '--json'));
  const day = (of, id) => of.obligations.find((o) => o.id === id).expected;
  const moved = after.obligations.filter((o) => o.expected !== day(before, o.id));
  assert.ok(moved.length > 1, 'the delay moves more than itself');
  await page.getByText(`${moved.length} obligations move`).waitFor();
});

check('mediator: a draft from the roadmap, the same as the command line writes', async ({page, desk}) => {
  await openCase(page, 'Two neighbours and a market');
  await go(page, 'Agreement');
  await another(page, 'Draft from the roadmap');
  await page.getByRole('tab', {name: 'Edit'}).click();
  const draft = await page.getByRole('textbox', {name: 'Text of the agreement file'}).inputValue();
  assert.equal(draft, await desk.tandem('draft', 'tutorial', 'step-by-step'));
});

check('implementation monitor: what is late, the days as a calendar and a table', async ({page, desk}) => {
  await visit(page, desk, '/cases/six-party-2007/agreement/agreement?tab=dates');
  const schedule = JSON.parse(await desk.tandem('schedule', 'six-party-2007', '--json'));
  const {obligations} = schedule;
  await page.getByText(new RegExp(`^${obligations.length} obligations from `)).waitFor();
  const table = isCsv(await saved(page, () => page.keyboard.press('e')));
  const [head, ...rows] = table;
  const late = head.indexOf('late');
  const id = head.indexOf('id');
  const got = Object.fromEntries(rows.map((r) => [r[id], r[late] === '' ? null : Number(r[late])]));
  assert.deepEqual(got, Object.fromEntries(obligations.map((o) => [o.id, o.late])));

  const take = async (item) => {
    await page.getByRole('button', {name: /^Download/}).click();
    return saved(page, () => page.getByRole('menuitem', {name: item}).click());
  };
  const calendar = (await take('Calendar of its days')).bytes.toString('utf8');
  assert.match(calendar, /^BEGIN:VCALENDAR\r\n[\s\S]*END:VCALENDAR\r\n$/);
  const word = await take('Text for Word');
  assert.equal(word.bytes.subarray(0, 2).toString('latin1'), 'PK');
  const page2 = (await take('Printable page')).bytes.toString('utf8');
  assert.match(page2, /^<!doctype html>/i);
  assert.doesNotMatch(page2, /<script|https?:\/\/[^"'\s]+\.(css|js|png)/i, 'it stands alone');
  const csv = csvRows((await take('Table of obligations')).bytes.toString('utf8'));
  assert.equal(csv.length - 1, obligations.length);
});

check('researcher: JCPOA, one assumption changed, the same bytes again by the command line', async ({page, desk}) => {
  await openCase(page, 'Iran 2015: limits and inspection for relief');
  const {body} = await desk.ask('GET', '/cases/jcpoa-2015');
  const measure = body.model.measures.find((m) => Object.keys(m.worth).length > 0);
  const party = Object.keys(measure.worth)[0];
  const name = body.model.parties.find((p) => p.id === party).name;
  await visit(page, desk, `/cases/jcpoa-2015?tab=measures&measure=${measure.id}`);
  await page.getByRole('region', {name: measure.title}).getByRole('button', {name: new RegExp(`, ${name}: `)}).click();
  await page.getByRole('button', {name: 'Edit'}).and(page.locator(':visible')).click();
  const number = page.getByRole('dialog', {name: 'Change a number'});
  for (const [field, value] of [['low', 1], ['likeliest', 2], ['high', 4]]) await number.getByLabel(field).fill(String(value));
  await number.getByRole('button', {name: 'Apply'}).click();
  await page.getByText('1 change to the case').waitFor();

  await visit(page, desk, '/cases/jcpoa-2015?tab=changes');
  await page.getByRole('button', {name: 'Save as a scenario…'}).click();
  const dialog = page.getByRole('dialog', {name: 'Save as a scenario…'});
  await dialog.getByLabel('Name (of the file)').fill('my-reading');
  await dialog.getByLabel('Title').fill('My reading');
  await dialog.getByLabel('With the roadmap that is worked on').uncheck();
  await dialog.getByRole('button', {name: 'Save'}).click();
  await dialog.waitFor({state: 'hidden'});

  await go(page, 'Stress');
  await page.getByRole('combobox', {name: 'Roadmap'}).selectOption('as-signed');
  await page.getByRole('combobox', {name: 'Histories'}).selectOption('2000');
  await page.getByRole('spinbutton', {name: 'Seed'}).fill('7');
  await page.keyboard.press('Tab');
  await page.getByRole('button', {name: 'Play the histories'}).click();
  await page.getByRole('link', {name: 'JSON', exact: true}).waitFor({timeout: 60_000});
  await settled(page);
  const {bytes} = await saved(page, () => page.getByRole('link', {name: 'JSON', exact: true}).click());
  const {result, ...answer} = JSON.parse(bytes.toString('utf8'));
  assert.notEqual(result, undefined);
  const ask = (of) => desk.tandem('stress', of, 'as-signed', '--histories', '2000', '--seed', '7', '--json', '--quiet');
  const again = await ask(desk.file('iran/jcpoa-2015/scenarios/my-reading.yaml'));
  assert.equal(JSON.stringify(answer), JSON.stringify(JSON.parse(again)), 'every number is the same, to the last digit');
  assert.notEqual(again, await ask('jcpoa-2015'), 'the changed assumption matters');
  isCsv(await saved(page, () => page.getByRole('link', {name: 'CSV', exact: true}).click()));
  assert.match(await readFile(desk.file('iran/jcpoa-2015/scenarios/my-reading.yaml'), 'utf8'), /1\.\.2\.\.4/);
});
