// What is recorded in a ledger from the desk, and what is not: the forms, and what comes between a form and its record.
import assert from 'node:assert/strict';
import {writeFile} from 'node:fs/promises';
import {accessible} from './support/axe.mjs';
import {settled, visit} from './support/browser.mjs';
import {saved} from './support/files.mjs';
import {fill, kDay, makeDeal, press, statusOf} from './support/ledger.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();

check('what is refused stands at its field, nothing is recorded, and what is typed outlives a reload', async ({page, desk}) => {
  const {key, path, head} = await makeDeal(desk, 'refused');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'verified', of: '', by: 'no one', on: kDay, finding: 'met'});
  await press(page, 'Check');
  await settled(page);
  const wrong = await page.locator('[aria-invalid=true]').evaluateAll((all) => all.map((e) => e.labels[0].textContent.trim()));
  assert.deepEqual(wrong, ['Obligation', 'Said by']);
  await page.getByText("'verified' needs 'of'").waitFor();
  assert.equal(await page.getByRole('button', {name: 'Record', exact: true}).isDisabled(), true);
  await accessible(page);
  await page.reload();
  await settled(page);
  assert.equal(await page.getByLabel('Said by').inputValue(), 'no one');
  assert.equal((await statusOf(desk, path)).entries, Number(head.split(':')[0]));
});

check('only the fields that a kind has are shown', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'fields');
  await visit(page, desk, `/ledgers/${key}/record`);
  const shown = async (kind) => {
    await page.getByLabel('What happened').selectOption(kind);
    return page.locator('main form label[for]').evaluateAll((all) => all.map((e) => e.firstChild.textContent.trim()));
  };
  assert.deepEqual(await shown('reported'), ['What happened', 'Obligation', 'Said by', 'On', 'Share done', 'In words', 'Sources']);
  assert.deepEqual(await shown('dispute'), ['What happened', 'Obligation', 'About entry', 'Step', 'Said by', 'On', 'Clock until', 'In words', 'Sources']);
  assert.deepEqual(await shown('acceded'), ['What happened', 'Said by', 'On', 'In words', 'Sources']);
  await page.getByLabel('What happened').selectOption('consented');
  await page.getByLabel('About entry').selectOption('14');
  await page.getByText('Half a year more for the guns and the line').waitFor();
});

check('an entry is checked, recorded, and its receipt is one that the ledger has', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'recorded');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'reported', of: 'C1', by: 'north', on: '2025-12-20', says: 'The commission sits'});
  await page.getByRole('button', {name: 'Add a source'}).click();
  await page.getByLabel('Title of source 1').fill('Minutes of the first session');
  await press(page, 'Check');
  await page.getByText('It can be recorded').waitFor();
  await press(page, 'Record');
  await page.getByText('Recorded as entry 16').waitFor();
  const {name, bytes} = await saved(page, () => page.getByRole('button', {name: 'As a file'}).click());
  assert.equal(name, 'recorded-receipt-16.txt');
  const [ledger, receipt] = bytes.toString('utf8').trim().split(' ');
  assert.equal(ledger, 'recorded');
  const verified = JSON.parse(await desk.tandem('ledger', 'verify', path, '--receipt', receipt, '--json'));
  assert.deepEqual(verified.findings, []);
  assert.equal(verified.head, receipt);
  const c1 = (await statusOf(desk, path, '--on', '2026-01-01')).obligations.find((o) => o.id === 'C1');
  assert.equal(c1.reported, 'done');
  assert.equal(await page.getByLabel('In words').inputValue(), '');
  await page.getByRole('link', {name: 'entry 16'}).click();
  await page.getByText('Minutes of the first session').waitFor();
});

check('where something came in between nothing is recorded, it is shown, and what was typed is kept', async ({page, desk, faults}) => {
  faults.expect(/answer 409: POST \/api\/v1\/ledgers\/.*\/entries/);
  const {key, path} = await makeDeal(desk, 'between');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'incident', of: 'B1', by: 'north', on: kDay, says: 'Lorries are turned back'});
  await press(page, 'Check');
  await page.getByText('It can be recorded').waitFor();
  await desk.tandem('ledger', 'record', path, '--kind', 'suspended', '--of', 'B1', '--by', 'south', '--on', kDay, '--says', 'Until the guns are gone');
  await press(page, 'Record');
  await page.getByText('Somebody recorded an entry meanwhile').waitFor();
  await page.getByText('Until the guns are gone').waitFor();
  assert.equal(await page.getByLabel('In words').inputValue(), 'Lorries are turned back');
  assert.equal((await statusOf(desk, path, '--on', kDay)).entries, 16);
  await accessible(page);
  await press(page, 'I have seen it: check again');
  await page.getByText('It can be recorded').waitFor();
  await press(page, 'Record');
  await page.getByText('Recorded as entry 17').waitFor();
});

check('a sheet with a wrong row is recorded in no part; mended, it is recorded whole', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'sheet');
  await visit(page, desk, `/ledgers/${key}/record?tab=sheet`);
  const head = 'obligation,event,on,by,says,source,url';
  const good = 'C1,reported,2025-12-20,north,The commission sits,Minutes,';
  const box = page.getByRole('textbox', {name: 'The sheet'});
  await box.fill(`${head}\n${good}\nZZ,reported,2025-12-32,north,No such thing,,\nA2,verified:perhaps,2026-02-01,coast,,,\n`);
  await press(page, 'Check');
  await settled(page);
  const table = page.getByRole('table', {name: 'Mistakes in the sheet'});
  const lines = await table.locator('tbody tr').evaluateAll((all) => all.map((r) => r.cells[0].textContent.trim()));
  assert.deepEqual([...new Set(lines)], ['3', '4']);
  assert.equal(await page.getByRole('button', {name: 'Record all rows'}).isDisabled(), true);
  await table.getByRole('button', {name: 'To line 4'}).first().click();
  assert.equal(await box.evaluate((e) => e.value.slice(e.selectionStart, e.selectionEnd)), 'A2,verified:perhaps,2026-02-01,coast,,,');
  await accessible(page);
  assert.equal((await statusOf(desk, path)).entries, 15);
  await box.fill(`${head}\n${good}\nA2,started,2026-02-01,north,The first gun,,\n`);
  await press(page, 'Check');
  await page.getByText('All 2 rows can be recorded').waitFor();
  await press(page, 'Record all 2 rows');
  await page.getByText('2 rows are recorded').waitFor();
  assert.equal((await statusOf(desk, path)).entries, 17);
});

check('a sheet is recorded only into the ledger that was looked at', async ({page, desk, faults}) => {
  faults.expect(/answer 409: POST \/api\/v1\/ledgers\/.*\/sheet/);
  const {key, path} = await makeDeal(desk, 'overtaken');
  await visit(page, desk, `/ledgers/${key}/record?tab=sheet`);
  const box = page.getByRole('textbox', {name: 'The sheet'});
  await box.fill('obligation,event,on,by,says,source,url\nC1,reported,2025-12-20,north,The commission sits,Minutes,\n');
  await press(page, 'Check');
  await page.getByText('1 row can be recorded').waitFor();
  await desk.tandem('ledger', 'record', path, '--kind', 'incident', '--by', 'south', '--on', kDay, '--says', 'Snow on the pass');
  await press(page, 'Record the row');
  await page.getByText('Snow on the pass').waitFor();
  assert.match(await box.inputValue(), /The commission sits/);
  assert.equal((await statusOf(desk, path)).entries, 16);
  await press(page, 'I have seen it: check again');
  await page.getByText('1 row can be recorded').waitFor();
  await press(page, 'Record the row');
  await page.getByText('1 row is recorded').waitFor();
});

check('the SHA-256 of a file is worked out in the page, and the file is sent nowhere', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'hashed');
  await visit(page, desk, `/ledgers/${key}/record`);
  await page.getByLabel('What happened').selectOption('evidence');
  await page.getByRole('button', {name: 'Add a source'}).click();
  const sent = [];
  page.on('request', (request) => sent.push(request.url()));
  await page.locator('main input[type=file]').setInputFiles({name: 'abc.txt', mimeType: 'text/plain', buffer: Buffer.from('abc')});
  // FIPS 180-4, the example of one block.
  await page.waitForFunction(() => document.querySelector('input[placeholder="SHA-256"]').value !== '');
  assert.equal(await page.getByLabel('SHA-256 of source 1').inputValue(), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(await page.getByLabel('Title of source 1').inputValue(), 'abc.txt');
  assert.deepEqual(sent, []);
});

check('an export takes no entries, and says why', async ({page, desk}) => {
  await visit(page, desk, '/ledgers/six-party-2007/record');
  await page.getByText('Nothing can be recorded here').waitFor();
  assert.equal(await page.locator('main form, main textarea').count(), 0);
  assert.equal(await page.getByRole('tab').count(), 0);
});

const kLine = 'obligation,event,on,by,says,source,url';
const kEntries = '**/api/v1/ledgers/*/entries';
const isRecord = (request) => request.method() === 'POST' && request.postDataJSON().dry_run === false;

check('a source is added and taken out without a check, and Enter in a field checks and takes none out', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'entered');
  await visit(page, desk, `/ledgers/${key}/record`);
  const sent = [];
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.postDataJSON()));
  await fill(page, {kind: 'reported', of: 'C1', by: 'north', on: '2025-12-20', says: 'The commission sits'});
  await press(page, 'Add a source');
  await page.getByLabel('Title of source 1').fill('Minutes of the first session');
  await press(page, 'Add a source');
  await page.getByLabel('Title of source 2').fill('A photograph');
  await press(page, 'Remove source 2');
  await settled(page);
  assert.deepEqual(sent, []);
  await page.getByLabel('Said by').press('Enter');
  await page.getByText('It can be recorded').waitFor();
  assert.equal(await page.getByLabel('Title of source 1').inputValue(), 'Minutes of the first session');
  assert.deepEqual(sent.map(({dry_run, sources}) => ({dry_run, sources})), [{dry_run: true, sources: [{title: 'Minutes of the first session'}]}]);
});

check('where no answer comes, the page says that it may be recorded; that it was is then seen', async ({page, desk, faults}) => {
  faults.expect(/answer 409: POST \/api\/v1\/ledgers\/.*\/entries/);
  faults.expect(/request failed: POST \/api\/v1\/ledgers\/.*\/entries/);
  const {key, path} = await makeDeal(desk, 'unanswered');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'incident', of: 'B1', by: 'north', on: kDay, says: 'Lorries are turned back'});
  await press(page, 'Check');
  await page.getByText('It can be recorded').waitFor();
  await page.route(kEntries, async (route) => {
    await route.fetch(); // the desk has it, and the line is cut
    await route.abort('connectionreset');
  });
  await press(page, 'Record');
  const unsure = page.getByRole('status').filter({hasText: 'Whether it is recorded is not known'});
  await unsure.waitFor();
  assert.equal(new URL(await unsure.getByRole('link', {name: 'History'}).getAttribute('href'), desk.origin).pathname, `/ledgers/${key}/history`);
  await accessible(page);
  assert.equal(await page.getByText('It can be recorded').count(), 0);
  assert.equal(await page.getByRole('button', {name: 'Record', exact: true}).isDisabled(), true);
  await page.unroute(kEntries);
  assert.equal((await statusOf(desk, path)).entries, 16);
  await press(page, 'Check');
  await page.getByText('Somebody recorded an entry meanwhile').waitFor();
  await page.getByRole('article').filter({hasText: 'Lorries are turned back'}).waitFor();
  assert.equal(await unsure.count(), 1);
  assert.equal(await page.getByText('Nothing of yours is recorded').count(), 0);
  await press(page, 'I have seen it: check again');
  await page.getByText('It can be recorded').waitFor();
  assert.equal(await unsure.count(), 0);
  assert.equal((await statusOf(desk, path)).entries, 16);
});

check('an answer that is cut short, or that the desk broke down over, says not that nothing is recorded', async ({page, desk, faults}) => {
  faults.expect(/answer 500: POST \/api\/v1\/ledgers\/.*\/entries/);
  faults.expect(/answer 400: POST \/api\/v1\/ledgers\/.*\/entries/);
  const {key} = await makeDeal(desk, 'cut');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'incident', of: 'B1', by: 'north', on: kDay, says: 'Lorries are turned back'});
  const unsure = page.getByText('Whether it is recorded is not known');
  let answer;
  await page.route(kEntries, (route) => (isRecord(route.request()) ? route.fulfill(answer) : route.continue()));
  const json = (status, code, message) => ({status, contentType: 'application/json', body: JSON.stringify({error: {code, message, details: []}})});
  const answers = [
    {is: {status: 200, contentType: 'application/json', body: '{"entry":16,"he'}, known: false, says: 'The answer was cut short.'},
    {is: json(500, 'internal', 'The disk is gone.'), known: false, says: 'The disk is gone.'},
    {is: json(400, 'body', 'This is no entry.'), known: true, says: 'This is no entry.'},
  ];
  for (const {is, known, says} of answers) {
    answer = is;
    await press(page, 'Check');
    await page.getByText('It can be recorded').waitFor();
    assert.equal(await unsure.count(), 0, 'a check is no record');
    await press(page, 'Record');
    await page.getByRole('alert').filter({hasText: says}).waitFor();
    assert.equal(await unsure.count(), known ? 0 : 1, says);
    assert.equal(await page.getByLabel('In words').inputValue(), 'Lorries are turned back');
  }
});

check('of a sheet, too, the page says where it may be recorded', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'cutsheet');
  await visit(page, desk, `/ledgers/${key}/record?tab=sheet`);
  await page.getByRole('textbox', {name: 'The sheet'}).fill(`${kLine}\nC1,reported,2025-12-20,north,The commission sits,Minutes,\n`);
  await press(page, 'Check');
  await page.getByText('1 row can be recorded').waitFor();
  await page.route('**/api/v1/ledgers/*/sheet', (route) => route.fulfill({status: 200, contentType: 'application/json', body: '{"rows":1,'}));
  await press(page, 'Record the row');
  await page.getByText('Whether it is recorded is not known').waitFor();
});

check('a sheet without a row is refused in words', async ({page, desk, faults}) => {
  faults.expect(/answer 422: POST \/api\/v1\/ledgers\/.*\/sheet/);
  const {key} = await makeDeal(desk, 'rowless');
  await visit(page, desk, `/ledgers/${key}/record?tab=sheet`);
  await page.getByRole('textbox', {name: 'The sheet'}).fill(`${kLine}\n`);
  await press(page, 'Check');
  await page.getByRole('alert').filter({hasText: 'sheet.csv has no rows below its first line'}).waitFor();
  assert.equal(await page.getByRole('button', {name: 'Record all rows'}).isDisabled(), true);
});

check('what the desk refuses for another reason is no mistake of a field', async ({page, desk, faults}) => {
  faults.expect(/answer 422: POST \/api\/v1\/ledgers\/.*\/entries/);
  const {key} = await makeDeal(desk, 'othercode');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'incident', of: 'B1', by: 'north', on: kDay, says: 'Lorries are turned back'});
  const error = {code: 'invalid-input', message: 'The ledger does not hold', details: [{file: '/by', line: 3, message: 'its third entry was changed'}]};
  await page.route(kEntries, (route) => route.fulfill({status: 422, contentType: 'application/json', body: JSON.stringify({error})}));
  await press(page, 'Check');
  await page.getByRole('alert').filter({hasText: 'The ledger does not hold'}).getByText('its third entry was changed').waitFor();
  assert.equal(await page.locator('[aria-invalid=true]').count(), 0);
});

check('a check holds only for what was checked', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'changed');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'incident', of: 'B1', by: 'north', on: kDay, says: 'Lorries are turned back'});
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route(kEntries, async (route) => {
    await held;
    await route.continue();
  });
  await press(page, 'Check');
  await page.getByLabel('In words').fill('Two lorries are turned back');
  release();
  await settled(page);
  assert.equal(await page.getByRole('button', {name: 'Record', exact: true}).isDisabled(), true);
  await page.getByLabel('In words').fill('Lorries are turned back');
  await page.getByText('It can be recorded').waitFor();
});

check('how many entries came in between is told whole, and said to be unseen where they cannot be fetched', async ({page, desk, faults}) => {
  faults.expect(/answer 409: POST \/api\/v1\/ledgers\/.*\/entries/);
  faults.expect(/answer 503: GET \/api\/v1\/ledgers\/.*\/entries\?after=15/);
  const {key, path} = await makeDeal(desk, 'many');
  await visit(page, desk, `/ledgers/${key}/record`);
  await fill(page, {kind: 'incident', of: 'B1', by: 'north', on: kDay, says: 'Lorries are turned back'});
  await press(page, 'Check');
  await page.getByText('It can be recorded').waitFor();
  const csv = desk.file('..', 'many.csv');
  const rows = Array.from({length: 230}, (_, i) => `A1,incident,2026-01-01,south,Shot number ${i + 1},,`);
  await writeFile(csv, `${kLine}\n${rows.join('\n')}\n`);
  await desk.tandem('ledger', 'import', path, csv);
  const error = {code: 'busy', message: 'The ledger is in use', details: []};
  await page.route('**/entries?after=*', (route) => route.fulfill({status: 503, contentType: 'application/json', body: JSON.stringify({error})}));
  await press(page, 'Record');
  const notice = page.getByRole('status').filter({hasText: '230 entries were recorded meanwhile'});
  await notice.getByText('The ledger is in use').waitFor();
  assert.equal(await page.getByRole('button', {name: 'I have seen it: check again'}).count(), 0);
  await page.unroute('**/entries?after=*');
  await notice.getByRole('button', {name: 'Try again'}).click();
  await notice.getByText('Shot number 1', {exact: true}).waitFor();
  const shown = await notice.getByRole('article').count();
  await notice.getByText(`${shown} of 230 entries`).waitFor();
  await press(page, 'I have seen it: check again');
  await page.getByText('It can be recorded').waitFor();
  assert.equal((await statusOf(desk, path, '--on', kDay)).entries, 245);
});
