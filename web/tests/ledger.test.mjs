// The ledger: what is due, who owes whom, what is contested, on any day.
import assert from 'node:assert/strict';
import {readFile, rm, writeFile} from 'node:fs/promises';
import {accessible} from './support/axe.mjs';
import {settled, visit} from './support/browser.mjs';
import {csvRows, isCsv, isJson, isPng, isSvg, saved} from './support/files.mjs';
import {kDay, makeDeal, makeIdle, press, statusOf} from './support/ledger.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();
const kSix = '/ledgers/six-party-2007';

/** The last part of every address of the desk's that the page asks from now on. */
function questionsOf(page) {
  const asked = [];
  page.on('request', (request) => {
    const {pathname} = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname.split('/').at(-1));
  });
  return asked;
}
const idsIn = (status, test) => status.obligations.filter(test).map((o) => o.id);


check('the list has every ledger with its agreement, its entries and its last day, and leads to its case', async ({page, desk}) => {
  await makeDeal(desk, 'listed');
  await visit(page, desk, '/');
  await page.getByRole('navigation').getByRole('link', {name: 'Ledgers'}).click();
  const row = page.getByRole('row').filter({hasText: 'Six-Party initial actions'});
  await row.getByText('export, a copy to read').waitFor();
  assert.match(await row.innerText(), /45/);
  await row.getByText('2009-04-16').waitFor();
  await page.getByRole('row').filter({hasText: 'listed.ledger'}).getByText('file', {exact: true}).waitFor();
  const rows = isCsv(await saved(page, () => page.keyboard.press('e')));
  assert.equal(rows.length - 1, (await desk.ask('GET', '/ledgers')).body.ledgers.length);
  await page.keyboard.press('/');
  await page.keyboard.type('six-party');
  await page.getByRole('status').filter({hasText: '1 ledger'}).waitFor();
  await page.keyboard.press('Escape');
  await row.getByRole('link', {name: 'Six-Party initial actions'}).click();
  await page.getByRole('link', {name: 'The case'}).click();
  await page.waitForURL('**/cases/six-party-2007');
});

check('a ledger that cannot be read is listed with the reason, and so is its page', async ({page, desk, faults}) => {
  await writeFile(desk.file('tutorial', 'broken.ledger'), 'This is no ledger.\n');
  try {
    await visit(page, desk, '/ledgers');
    const row = page.getByRole('row').filter({hasText: 'broken.ledger'});
    await row.waitFor();
    assert.equal(await row.getByRole('link').count(), 0);
    const told = (await desk.ask('GET', '/ledgers')).body.ledgers.find((l) => !l.readable);
    await row.getByText(told.error).waitFor();
    faults.expect(/answer 4\d\d: GET \/api\/v1\/ledgers\/broken\/status/);
    await visit(page, desk, `/ledgers/${told.key}`);
    await page.getByRole('alert').waitFor();
    await accessible(page);
  } finally {
    await rm(desk.file('tutorial', 'broken.ledger'));
  }
});

check('the first screen says what is late, who owes whom and what is contested, as the command line does', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'first');
  const ahead = 60; // days
  const told = await statusOf(desk, path, '--on', kDay, '--days', ahead);
  await visit(page, desk, `/ledgers/${key}?on=${kDay}&days=${ahead}`);
  await page.getByRole('heading', {name: `Needs attention (${told.attention.length})`}).waitFor();
  for (const {why} of told.attention) await page.getByRole('cell', {name: why, exact: true}).first().waitFor();
  const tile = (words) => page.getByRole('listitem').filter({hasText: words});
  assert.match(await tile('of 8 obligations').innerText(), new RegExp(`^${told.counts.late}\\s+late`));
  assert.match(await tile('done ÷').innerText(), new RegExp(`^${told.counts.done}/${told.counts.obligations}`));
  const contested = page.getByRole('region', {name: 'What is contested'});
  await contested.getByRole('link', {name: 'A1 Pull the artillery back behind the ridge'}).waitFor();
  await contested.getByText('its clock ran out on 2026-11-01').waitFor();
  await contested.getByText('its clock runs until 2026-12-20').waitFor();
  const due = JSON.parse(await desk.tandem('ledger', 'due', path, '--on', kDay, '--days', ahead, '--json')).due;
  const owed = due.filter((o) => o.by.includes('coast') && o.for.includes('north'));
  assert.ok(owed.length > 0);
  const cell = page.getByRole('table', {name: /What is late, and what falls due/}).getByRole('row').filter({has: page.getByRole('rowheader', {name: 'Coast'})});
  await cell.getByRole('link').first().click();
  await page.waitForURL(/\/due\?.*by=coast/);
  await settled(page);
  assert.equal(await page.locator('main tbody tr').count(), owed.length);
});

check('a sentence leads to the obligation, and to the entry that it rests on', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'leads');
  await visit(page, desk, `/ledgers/${key}?on=${kDay}`);
  const row = page.getByRole('row').filter({hasText: 'contested by north'});
  await row.getByRole('link', {name: 'entry 8'}).click();
  await page.waitForURL(`**/ledgers/${key}/entry/8?on=${kDay}`);
  await page.getByText('They are under repair, as the text allows').waitFor();
  await page.getByRole('link', {name: 'about entry 7'}).click();
  await page.getByText('Four guns are still on the ridge').waitFor();
  await page.goBack();
  await page.goBack();
  await row.getByRole('link', {name: /^A1/}).click();
  const panel = page.getByRole('complementary', {name: 'Pull the artillery back behind the ridge'});
  await panel.getByText('2025-03-02').first().waitFor();
  await panel.getByText('All guns are behind the ridge').waitFor();
});

check('both days stand in the address: a view can be sent, and every view is of the same days', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'days');
  await visit(page, desk, `/ledgers/${key}/board`);
  await page.getByText(/^As of today, /).waitFor();
  await press(page, 'Other days');
  await page.getByLabel('As happened on').fill('2025-05-29');
  await page.getByLabel('As known on').fill('2025-06-01');
  await press(page, 'Show');
  await settled(page);
  await page.getByText('As happened on 29 May 2025, as known on 1 June 2025').waitFor();
  assert.equal(new URL(page.url()).search, '?on=2025-05-29&known=2025-06-01');
  await accessible(page);
  // The finding of 28 May came to light on 2 June only: A1 is claimed, and nothing more.
  const told = await statusOf(desk, path, '--on', '2025-05-29', '--known', '2025-06-01');
  assert.deepEqual(idsIn(told, (o) => o.verification === 'claimed'), ['A1']);
  const row = page.getByRole('row').filter({hasText: 'A1 Pull the artillery'});
  await row.getByText('claimed').waitFor();
  await page.getByRole('navigation').getByRole('link', {name: 'History'}).click();
  await page.waitForURL('**/history?on=2025-05-29&known=2025-06-01');
  await settled(page);
  assert.equal(await page.getByText('Four guns are still on the ridge').count(), 0);
  await page.reload();
  await settled(page);
  await page.getByText('All guns are behind the ridge').waitFor();
  await press(page, 'Back to today');
  await page.getByText('Four guns are still on the ridge').waitFor();
  assert.equal(new URL(page.url()).search, '');
});

check('a day before the ledger, and a ledger that is not there, are said in words', async ({page, desk, faults}) => {
  await visit(page, desk, `${kSix}?on=2001-01-01`);
  await page.getByText('No agreement was in this ledger on that day').waitFor();
  await visit(page, desk, `${kSix}?on=2008-01-01&known=2008-01-01`);
  await page.getByText('Nothing had been recorded by that day').waitFor();
  faults.expect(/answer 404: GET \/api\/v1\/ledgers\/six-party-2008\/status/);
  await visit(page, desk, '/ledgers/six-party-2008');
  await page.getByText('six-party-2007').waitFor();
  await page.goto(`${desk.origin}${kSix}/nonsense`);
  await page.getByText('There is no such page').waitFor();
});

check('a number of the board lists what it counts, and adds up', async ({page, desk}) => {
  const copy = desk.file('..', 'six.ledger');
  await desk.tandem('ledger', 'import', copy, desk.file('korea/six-party-2007/ledger/record.jsonl'));
  const told = await statusOf(desk, copy, '--on', '2008-09-01');
  await visit(page, desk, `${kSix}/board?on=2008-09-01`);
  const expected = idsIn(told, (o) => o.reported === 'done' && o.verification === 'claimed');
  assert.ok(expected.length > 1);
  await page.getByRole('button', {name: `done, claimed: ${expected.length} obligations`}).click();
  await settled(page);
  const [head, ...rows] = isCsv(await saved(page, () => page.keyboard.press('e')));
  assert.deepEqual(rows.map((r) => r[head.indexOf('id')]), expected);
  const numbers = await page.getByRole('table', {name: /^Obligations by what/}).locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map((c) => Number(c.textContent) || 0)));
  const sums = numbers.pop();
  for (const row of numbers) assert.equal(row.slice(0, -1).reduce((a, b) => a + b, 0), row.at(-1));
  for (const [at, sum] of sums.entries()) assert.equal(numbers.reduce((a, row) => a + row[at], 0), sum);
  assert.equal(sums.at(-1), told.obligations.length);
  await page.getByText(`Reported as done: ${told.counts.done} of the ${told.counts.obligations} obligations`).waitFor();
  await page.getByRole('button', {name: 'Show all'}).click();
  await page.getByLabel('Party').selectOption('japan');
  await settled(page);
  const japan = idsIn(told, (o) => o.actors.includes('japan') || o.counterparts.includes('japan'));
  const shown = csvRows((await saved(page, () => page.keyboard.press('e'))).bytes.toString('utf8'));
  assert.deepEqual(shown.slice(1).map((r) => r[0]), japan);
});

check('the first day stays beside the new one, and j and k go through the obligations', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'moved');
  await visit(page, desk, `/ledgers/${key}/board?on=${kDay}&moved=1`);
  const row = page.getByRole('row').filter({hasText: 'A1 Pull the artillery'});
  await row.getByText('2025-05-31').waitFor();
  assert.equal(await row.locator('del').innerText(), '2025-03-02');
  await page.keyboard.press('j');
  await page.getByRole('complementary').waitFor();
  const first = new URL(page.url()).searchParams.get('one');
  await page.keyboard.press('j');
  assert.notEqual(new URL(page.url()).searchParams.get('one'), first);
  await page.keyboard.press('k');
  assert.equal(new URL(page.url()).searchParams.get('one'), first);
});

check('j and k go as the table is sorted, ask only for the obligation, and leave typed days as they are', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'sorted');
  await visit(page, desk, `/ledgers/${key}/board?on=${kDay}`);
  const heading = page.getByRole('table', {name: 'Obligations', exact: true}).getByRole('columnheader', {name: 'Obligation'}).getByRole('button');
  await heading.click();
  await heading.click();
  const rows = await page.locator('main .cols tbody tr').evaluateAll((all) => all.map((r) => r.querySelector('.mono').textContent));
  assert.deepEqual(rows, [...rows].sort().reverse());
  await press(page, 'Other days');
  await page.getByLabel('As happened on').fill('2025-05-29');
  await page.getByLabel('As happened on').blur();
  const asked = questionsOf(page);
  const ones = [];
  for (const _ of rows) {
    await page.keyboard.press('j');
    await settled(page);
    ones.push(new URL(page.url()).searchParams.get('one'));
  }
  assert.deepEqual(ones, rows);
  assert.deepEqual(asked, rows.map(() => 'timeline'));
  assert.equal(await page.getByLabel('As happened on').inputValue(), '2025-05-29');
  await page.getByRole('navigation').getByRole('link', {name: 'Disputes'}).click();
  await page.getByRole('heading', {level: 1, name: 'Disputes'}).waitFor();
  await settled(page);
  assert.deepEqual(asked.slice(rows.length), ['status'], 'another view is of what is recorded by now');
});

check('what was worked out is not asked for again while nothing was recorded', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'unmoved');
  await visit(page, desk, `/ledgers/${key}/history?on=${kDay}`);
  const asked = questionsOf(page);
  const lookAgain = async () => {
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await settled(page);
  };
  await lookAgain();
  assert.deepEqual(asked, ['status']);
  await desk.tandem('ledger', 'record', path, '--kind', 'incident', '--by', 'south', '--on', kDay, '--says', 'Snow on the pass');
  await lookAgain();
  assert.deepEqual(asked, ['status', 'status', 'timeline']);
  await page.getByText('Snow on the pass').waitFor();
});

check('the number of those without a day lists as many: open ones, and none that was withdrawn', async ({page, desk}) => {
  const copy = desk.file('..', 'undated.ledger');
  await desk.tandem('ledger', 'import', copy, desk.file('korea/six-party-2007/ledger/record.jsonl'));
  const on = '2009-05-01'; // one party has withdrawn
  const told = await statusOf(desk, copy, '--on', on);
  assert.ok(idsIn(told, (o) => o.reported === 'withdrawn' && o.due === null).length > 1);
  const {undated} = JSON.parse(await desk.tandem('ledger', 'due', copy, '--on', on, '--json'));
  await visit(page, desk, `${kSix}/due?on=${on}`);
  await page.getByRole('link', {name: `${undated} open obligations have no day.`}).click();
  await page.waitForURL(/\/board\?.*undated=1/);
  await settled(page);
  assert.equal(await page.locator('main .cols tbody tr').count(), undated);
});

check('the counts are said as the command line says them, and add up', async ({page, desk}) => {
  const {path} = await makeDeal(desk, 'counted');
  for (const [name, of, on] of [['counted', path, kDay], ['counted-idle', await makeIdle(desk, 'counted-idle'), '2025-06-01']]) {
    const {counts} = await statusOf(desk, of, '--on', on);
    const words = (await desk.tandem('ledger', 'status', of, '--on', on)).replace(/\s+/g, ' ').match(/\d+ obligations: .*?(?= Needs attention)/)[0];
    const {key} = (await desk.ask('GET', '/ledgers')).body.ledgers.find((l) => l.name === name);
    for (const view of ['', '/board']) {
      await visit(page, desk, `/ledgers/${key}${view}?on=${on}`);
      await page.getByText(words, {exact: true}).waitFor();
    }
    const numbers = (text) => [...text.matchAll(/\d+/g)].map((m) => Number(m[0]));
    const sum = (all) => all.reduce((a, b) => a + b, 0);
    const [all, ...parts] = numbers(words.split('.')[0]);
    assert.equal(sum(parts), all);
    const [reported, ...found] = numbers(words.match(/Of \d+ reported[^.]*/)?.[0] ?? '0');
    assert.equal(sum(found), reported);
    assert.equal(reported, counts.reported);
  }
});

check('what waits for something that has not come says for what, and leads there', async ({page, desk}) => {
  const path = await makeIdle(desk, 'waiting');
  const on = '2025-06-01';
  const told = await statusOf(desk, path, '--on', on);
  assert.deepEqual(told.obligations.find((o) => o.id === 'B1').waits_for, ['A1']);
  await visit(page, desk, `/ledgers/waiting/board?on=${on}&one=B1`);
  const panel = page.getByRole('complementary', {name: 'Open the road'});
  await panel.getByText('waits for A1').waitFor();
  assert.equal(await panel.getByText(/no day|Expected/).count(), 0);
  const row = page.getByRole('row').filter({hasText: 'B1 Open the road'});
  await row.getByText('waits for A1').waitFor();
  assert.equal(await row.getByText('no day').count(), 0);
  const [head, ...rows] = isCsv(await saved(page, () => page.keyboard.press('e')));
  assert.equal(rows.find((r) => r[0] === 'B1')[head.indexOf('waits_for')], 'A1');
  await accessible(page);
  await row.getByRole('link', {name: 'A1', exact: true}).click();
  await page.getByRole('complementary', {name: 'Pull the artillery back behind the ridge'}).waitFor();
});

check('what an amendment took out is said to be, with the entry, and is not counted as re-baselined', async ({page, desk}) => {
  const path = await makeIdle(desk, 'without');
  const on = '2025-06-01';
  const told = await statusOf(desk, path, '--on', on);
  assert.deepEqual([told.counts.taken_out, told.counts.moved, told.counts.rebaselined], [1, 0, 0]);
  await visit(page, desk, `/ledgers/without/board?on=${on}&one=B3`);
  const panel = page.getByRole('complementary', {name: 'Open the other half'});
  await panel.getByText('taken out', {exact: true}).waitFor();
  assert.equal(await panel.getByText(/re-baselined|no day|Due now/).count(), 0);
  await page.getByRole('button', {name: 'taken out: 1 obligation', exact: true}).click();
  await settled(page);
  const [head, ...rows] = isCsv(await saved(page, () => page.keyboard.press('e')));
  assert.deepEqual(rows.map((r) => [r[0], r[head.indexOf('reported')], r[head.indexOf('removed_by')]]), [['B3', 'taken_out', '3']]);
  await accessible(page);
  await page.getByLabel('re-baselined (0) or taken out (1) only').check();
  await page.getByRole('row').filter({hasText: 'B3 Open the other half'}).getByRole('link', {name: 'entry 3'}).click();
  await page.waitForURL(`**/ledgers/without/entry/3?on=${on}`);
  await page.getByText('The other half stays closed').waitFor();
  await visit(page, desk, `/ledgers/without/disputes?on=${on}`);
  const moved = page.getByRole('region', {name: 'Re-baselined (0) and taken out (1)'}).getByRole('row').filter({hasText: 'B3'});
  await moved.getByRole('link', {name: 'taken out by entry 3'}).waitFor();
  await moved.getByText('taken out', {exact: true}).waitFor();
});

check('a text says from when it was in force, and by when another was in its place', async ({page, desk}) => {
  await makeIdle(desk, 'texts');
  const texts = page.getByRole('region', {name: 'Texts and amendments'});
  await visit(page, desk, '/ledgers/texts/disputes?on=2025-06-01');
  assert.match(await texts.getByRole('listitem').filter({hasText: 'The text signed on'}).innerText(), /replaced[\s\S]*in force from\s+2025-01-01\s+replaced on\s+2025-02-12/);
  assert.match(await texts.getByRole('listitem').filter({hasText: 'The amendment of'}).innerText(), /in force since\s+2025-02-12/);
  await accessible(page);
  await visit(page, desk, '/ledgers/texts/disputes?on=2025-02-11');
  assert.match(await texts.getByRole('listitem').filter({hasText: 'The text signed on'}).innerText(), /in force since\s+2025-01-01/);
});

check('what may be mended says until when, and what could be mended, until when it could', async ({page, desk}) => {
  await makeIdle(desk, 'mending'); // A1 was due on 2 March, with thirty days to mend it
  const panel = page.getByRole('complementary', {name: 'Pull the artillery back behind the ridge'});
  for (const [on, words, other] of [['2025-04-01', 'May be mended until', 'Could be mended until'], ['2025-04-02', 'Could be mended until', 'May be mended until']]) {
    await visit(page, desk, `/ledgers/mending/board?on=${on}&one=A1`);
    assert.match(await panel.innerText(), new RegExp(`${words}\\s+2025-04-01`));
    assert.equal(await panel.getByText(other).count(), 0);
    await visit(page, desk, `/ledgers/mending/due?on=${on}`);
    const cell = page.getByRole('row').filter({hasText: 'A1 Pull the artillery'}).getByRole('cell').last();
    assert.match(await cell.innerText(), new RegExp(`${words}\\s+2025-04-01`));
  }
});

check('disputes have their clocks, and an amendment says whose consent is missing', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'clocks');
  await visit(page, desk, `/ledgers/${key}/disputes?on=${kDay}`);
  const over = page.getByRole('listitem').filter({hasText: 'B1 Open the road'}).first();
  await over.getByText('over by 19 days').waitFor();
  const runs = page.getByRole('listitem').filter({hasText: 'A1 Pull the artillery'}).first();
  await runs.getByText('30 of 51 days left').waitFor();
  const texts = page.getByRole('region', {name: 'Texts and amendments'});
  const waiting = texts.getByRole('listitem').filter({hasText: 'waits for consent'});
  assert.match(await waiting.innerText(), /Consent is missing of:[\s\S]*North/);
  assert.doesNotMatch((await waiting.innerText()).split('Consented')[0], /Coast/);
  await page.getByRole('region', {name: /^Re-baselined/}).getByText('90 days later').first().waitFor();
});

check('what is suspended leads to all that is said about it', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'paused');
  await desk.tandem('ledger', 'record', path, '--kind', 'suspended', '--of', 'B1', '--by', 'south', '--on', '2026-11-18', '--says', 'Until the guns are gone');
  await desk.tandem('ledger', 'record', path, '--kind', 'verified', '--of', 'B1', '--by', 'commission', '--on', '2026-11-19', '--finding', 'met');
  await visit(page, desk, `/ledgers/${key}/disputes?on=${kDay}`);
  const one = page.getByRole('region', {name: 'Suspended and withdrawn'}).getByRole('listitem').filter({hasText: 'B1'});
  await one.getByRole('link', {name: 'In the history'}).click();
  await page.waitForURL(`**/ledgers/${key}/history?on=${kDay}&of=B1`);
  await page.getByText('Until the guns are gone').waitFor();
});

check('what was corrected stays, struck through, beside its correction', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'struck');
  await visit(page, desk, `/ledgers/${key}/history?of=B1`);
  const entry = page.getByRole('article').filter({hasText: 'The road is closed by snow'});
  assert.equal(await entry.locator('del').last().innerText(), 'The road is closed by snow');
  await entry.getByRole('link', {name: 'Corrected by entry 11'}).click();
  await page.waitForURL('**/entry/11');
  await page.getByText('That was another road').waitFor();
  await page.getByRole('link', {name: 'about entry 10'}).click();
  await page.getByRole('heading', {name: 'Entry 10'}).waitFor();
  await page.getByRole('heading', {name: 'Entries about it'}).waitFor();
  assert.equal(await page.getByText('That was another road').count(), 1);
});

check('an entry is shown with all that is known now, and says so where another day is looked at', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'later');
  const says = page.getByText('You look at what was known on another day.');
  await visit(page, desk, `/ledgers/${key}/entry/10?on=${kDay}`);
  assert.equal(await says.count(), 0);
  await visit(page, desk, `/ledgers/${key}/entry/10?known=2025-06-06`);
  await says.waitFor();
  await page.getByRole('heading', {name: 'Entries about it'}).waitFor();
  await accessible(page);
});

check('sources are links, filtering and paging keep the order, and the page can be searched', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'paged');
  const rows = Array.from({length: 120}, (_, i) => `A1,incident,2026-01-${String(1 + (i % 28)).padStart(2, '0')},south,Shot number ${i},,`);
  const csv = desk.file('..', 'shots.csv');
  await writeFile(csv, `obligation,event,on,by,says,source,url\n${rows.sort((a, b) => a.split(',')[2].localeCompare(b.split(',')[2])).join('\n')}\n`);
  await desk.tandem('ledger', 'import', path, csv);
  await visit(page, desk, `/ledgers/${key}/history?of=A1`);
  const link = page.getByRole('link', {name: 'Letter of the ministry'});
  assert.equal(await link.getAttribute('href'), 'https://example.org/letter');
  assert.match(await link.getAttribute('rel'), /noopener/);
  const daysOf = () => page.locator('.list article').evaluateAll((all) => all.map((e) => e.querySelector('time').dateTime));
  const first = await daysOf();
  assert.deepEqual(first, [...first].sort());
  assert.equal(await page.getByRole('article').count(), 100);
  await page.getByRole('link', {name: 'Next page'}).click();
  await settled(page);
  const second = await daysOf();
  assert.ok(second.length > 20 && second[0] >= first.at(-1));
  await page.getByLabel('newest first').check();
  await settled(page);
  const newest = await daysOf();
  assert.deepEqual(newest, [...newest].sort().reverse());
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('Shot number 77');
  await page.getByText('1 of 12').waitFor();
});

check('the outlook says what each can still hold back and what snaps back, as the command line does', async ({page, desk}) => {
  const copy = desk.file('..', 'outlook.ledger');
  await desk.tandem('ledger', 'import', copy, desk.file('korea/six-party-2007/ledger/record.jsonl'));
  const told = JSON.parse(await desk.tandem('ledger', 'outlook', copy, '--on', '2009-05-01', '--json'));
  await visit(page, desk, `${kSix}/outlook?on=2009-05-01`);
  await page.getByRole('heading', {name: `Early warning (${told.warnings.length})`}).waitFor();
  for (const {says} of told.warnings) await page.getByText(`${says}.`, {exact: true}).waitFor();
  const figure = page.getByRole('figure', {name: 'Leverage held by each side now'});
  const choose = async (item) => {
    await figure.getByRole('button', {name: /^Export: /}).click();
    return saved(page, () => page.getByRole('menuitem', {name: item}).click());
  };
  const [head, ...rows] = isCsv(await choose('As CSV'));
  assert.deepEqual(rows.map((r) => Number(r[head.indexOf('now')])), told.leverage.map((l) => l.now));
  await isSvg(page, await choose('As SVG'));
  await isPng(page, await choose('As PNG'));
  await page.getByRole('heading', {name: 'Since the breakdown of 14 April 2009'}).waitFor();
  const [first] = told.breakdown.measures;
  const row = page.getByRole('table', {name: 'What snaps back, and what stays'}).getByRole('row').filter({hasText: first.title});
  await row.getByText(`${Math.round(100 * first.taken_back)}\u00a0%`).waitFor();
  const dprk = told.breakdown.parties.find((p) => p.party === 'dprk');
  const cells = await page.getByRole('table', {name: 'What each side has lost and holds'}).getByRole('row').filter({hasText: 'DPRK'}).locator('td.num').allInnerTexts();
  const expected = [dprk.had, dprk.loses, dprk.keeps, -dprk.relieved, -dprk.bears, dprk.forgoes, dprk.breakdown];
  assert.deepEqual(cells.map((c) => Number(c.replace('\u2212', '-'))), expected.map((v) => Number(v.toFixed(1)) + 0));
  await page.getByText(told.rates[0].source).waitFor();
  const whole = isJson(await saved(page, () => page.keyboard.press('e')));
  assert.deepEqual(whole.leverage, told.leverage);
  await page.getByLabel('Count only what is verified').check();
  await settled(page);
  const strict = JSON.parse(await desk.tandem('ledger', 'outlook', copy, '--on', '2009-05-01', '--verified', '--json'));
  assert.notDeepEqual(strict.leverage, told.leverage);
  assert.deepEqual(isJson(await saved(page, () => press(page, 'As JSON'))).leverage, strict.leverage);
});

check('a chance near 0 or 1 is never said to be 0 or 1', async ({page, desk}) => {
  await page.route('**/api/**/outlook?*', async (route) => {
    const response = await route.fetch();
    const doc = await response.json();
    const [all] = doc.plan.filter((r) => r.party === null);
    assert.ok(all.linked_open > 0 && doc.rates.length > 0);
    all.chance = {low: 0.9951, middle: 0.9993, high: 1};
    doc.rates[0].chance_of_so_few = {low: 0, middle: 0.0004, high: 0.0052};
    await route.fulfill({response, json: doc});
  });
  await visit(page, desk, `${kSix}/outlook?on=2009-05-01`);
  const plan = page.getByRole('table', {name: 'Against its own plan'});
  await plan.getByRole('cell', {name: '>\u200a0.999 (0.995 to >\u200a0.999)', exact: true}).waitFor();
  const others = page.getByRole('table', {name: 'Against other agreements'});
  await others.getByRole('cell', {name: '<\u200a0.001 (<\u200a0.001 to 0.005)', exact: true}).waitFor();
});

check('trust is shown with its range where the case has beliefs', async ({page, desk}) => {
  const file = desk.file('korea/six-party-2007/case.yaml');
  const before = await readFile(file, 'utf8');
  try {
    await writeFile(file, `${before}\ndynamics:\n  trust:\n    beliefs: {us: 0.4..0.5..0.7 @J-PARTIES, dprk: 0.3..0.45..0.6 @J-PARTIES}\n`);
    const {body} = await desk.ask('GET', '/ledgers/six-party-2007/outlook?on=2008-08-26');
    assert.equal(body.trust.length, 2);
    await visit(page, desk, `${kSix}/outlook?on=2008-08-26`);
    const figure = page.getByRole('figure', {name: 'Trust'});
    await figure.getByRole('button', {name: /^Show as table: /}).click();
    const percent = (share) => `${Math.round(100 * share)}\u00a0%`;
    for (const {before: first, now} of body.trust) {
      const row = figure.getByRole('row').filter({hasText: `${percent(now.middle)} (${percent(now.low)} to ${percent(now.high)})`});
      await row.getByText(percent(first), {exact: true}).waitFor();
    }
    await accessible(page);
  } finally {
    await writeFile(file, before);
  }
});

check('the ways on are looked for from the record, kept by their address, and opened as a roadmap of the case', async ({page, desk}) => {
  await visit(page, desk, `${kSix}/outlook?on=2008-08-26`);
  await page.getByLabel('Seconds at most').fill('8');
  await page.getByLabel('Histories').fill('200');
  await press(page, 'Look for the ways on');
  const figure = page.getByRole('figure', {name: 'Which way on is better than none'});
  await figure.waitFor({timeout: 60_000});
  const {body} = await desk.ask('GET', `/results/${new URL(page.url()).searchParams.get('ways')}`);
  await page.getByText(`What changes from phase ${body.plan.from_phase} on`).waitFor();
  await figure.getByRole('button', {name: /^Show as table: /}).click();
  const told = body.ways.filter((w) => w.way !== 'none');
  assert.equal(await figure.locator('tbody tr').count(), told.reduce((n, w) => n + Object.keys(w.better_than_none).length, 0));
  const agreed = told.find((w) => w.way === 'as_agreed').better_than_none.us;
  const row = figure.getByRole('row').filter({hasText: 'go on as agreed'}).filter({hasText: 'United States'});
  assert.equal(Number((await row.locator('td.num').first().innerText()).replace('\u2212', '-')), Number(agreed.mean.toFixed(1)));
  await accessible(page);
  await page.reload();
  await settled(page);
  await page.getByText('As it was kept by the desk').waitFor();
  await press(page, 'Open it as a roadmap of the case');
  await page.waitForURL('**/cases/six-party-2007/roadmap');
  await page.getByText('roadmap changed').waitFor();
  await settled(page);
});

check('without a case the outlook says what it cannot tell', async ({page, desk}) => {
  const folder = 'korea/agreed-framework-1994';
  await desk.tandem('ledger', 'init', desk.file(folder, 'alone.ledger'), desk.file(folder, 'agreement.yaml'), '--of', 'alone', '--by', 'iaea', '--on', '1994-10-21');
  await visit(page, desk, '/ledgers/alone/outlook?on=1996-01-01');
  await page.getByText('No case says what the obligations are worth to whom').waitFor();
  assert.equal(await page.getByRole('figure').count(), 0);
});

check('the keys of a view are listed under ?', async ({page, desk}) => {
  await visit(page, desk, `${kSix}/board?on=2008-09-01`);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', {name: 'Help'});
  for (const what of ['Next row', 'Previous row', 'Search', 'Export what is shown']) await dialog.getByRole('row', {name: what}).first().waitFor();
});

check('a ledger is verified against a receipt; one of another ledger is found out', async ({page, desk}) => {
  const {key, head} = await makeDeal(desk, 'verified');
  await visit(page, desk, `/ledgers/${key}/verify`);
  await page.getByText(head, {exact: true}).waitFor();
  await page.getByLabel(/^A receipt that you kept/).fill(head);
  await press(page, 'Check the ledger');
  await page.getByText('Nothing was found').waitFor();
  await page.getByText('The receipt holds: up to entry 15').waitFor();
  await page.getByLabel(/^A receipt that you kept/).fill(`3:${'ab'.repeat(32)}`);
  await press(page, 'Check the ledger');
  await page.getByText(/^\d+ findings?: do not rely on this ledger$/).waitFor();
  await accessible(page);
});

check('a receipt is said to hold only when the ledger was checked against it', async ({page, desk, faults}) => {
  faults.expect(/answer 503: GET \/api\/v1\/ledgers\/.*\/verify/);
  const {key, head} = await makeDeal(desk, 'unchecked');
  await visit(page, desk, `/ledgers/${key}/verify`);
  await press(page, 'Check the ledger');
  await page.getByText('Nothing was found').waitFor();
  let release;
  const held = new Promise((resolve) => (release = resolve));
  const error = {code: 'busy', message: 'The ledger is in use', details: []};
  await page.route('**/verify?*', async (route) => {
    await held;
    await route.fulfill({status: 503, contentType: 'application/json', body: JSON.stringify({error})});
  });
  await page.getByLabel(/^A receipt that you kept/).fill(head);
  await press(page, 'Check the ledger');
  await page.getByText('Every entry is being read').waitFor();
  assert.equal(await page.getByText(/The receipt holds|Nothing was found/).count(), 0);
  release();
  await page.getByRole('alert').filter({hasText: 'The ledger is in use'}).waitFor();
  assert.equal(await page.getByText(/The receipt holds|Nothing was found/).count(), 0);
  await page.unroute('**/verify?*');
  await press(page, 'Try again');
  await page.getByText('The receipt holds: up to entry 15').waitFor();
});

check('findings that say the same are all listed', async ({page, desk}) => {
  const {key} = await makeDeal(desk, 'twice');
  await visit(page, desk, `/ledgers/${key}/verify`);
  await page.route('**/verify?*', async (route) => {
    const response = await route.fetch();
    const told = await response.json();
    assert.equal(told.findings.length, 1);
    await route.fulfill({response, json: {...told, findings: [told.findings[0], told.findings[0]]}});
  });
  await page.getByLabel(/^A receipt that you kept/).fill(`3:${'ab'.repeat(32)}`);
  await press(page, 'Check the ledger');
  await page.getByText('2 findings: do not rely on this ledger').waitFor();
  assert.equal(await page.locator('main tbody tr').count(), 2);
  const rows = isCsv(await saved(page, () => page.keyboard.press('e')));
  assert.deepEqual(rows[1], rows[2]);
});

check('the due list goes as CSV, whole, and looks as far ahead as it is told', async ({page, desk}) => {
  const {key, path} = await makeDeal(desk, 'ahead');
  await visit(page, desk, `/ledgers/${key}/due?on=${kDay}&days=365`);
  const told = JSON.parse(await desk.tandem('ledger', 'due', path, '--on', kDay, '--days', '365', '--json'));
  const {bytes} = await saved(page, () => page.getByRole('link', {name: 'All as CSV'}).click());
  const rows = csvRows(bytes.toString('utf8'));
  assert.equal(rows.length - 1, told.due.length);
  await page.getByLabel('Days ahead').selectOption('7');
  await settled(page);
  const fewer = JSON.parse(await desk.tandem('ledger', 'due', path, '--on', kDay, '--days', '7', '--json')).due;
  assert.ok(fewer.length < told.due.length);
  assert.equal(await page.locator('main tbody tr').count(), fewer.length);
  assert.equal(new URL(page.url()).searchParams.get('days'), '7');
});

check('the ledger can be taken along whole, and is then verified without the desk', async ({page, desk}) => {
  await visit(page, desk, kSix);
  await press(page, 'Take along');
  const {bytes} = await saved(page, () => page.getByRole('menuitem', {name: 'The ledger, whole'}).click());
  assert.equal(bytes.toString('utf8'), await readFile(desk.file('korea/six-party-2007/ledger/record.jsonl'), 'utf8'));
  await press(page, 'Take along');
  const calendar = await saved(page, () => page.getByRole('menuitem', {name: 'Calendar of what is due'}).click());
  assert.match(calendar.bytes.toString('utf8'), /^BEGIN:VCALENDAR/);
  const notes = page.getByRole('dialog', {name: 'Take along'});
  await notes.getByText('What this file leaves out').waitFor();
  await notes.getByRole('button', {name: 'Close'}).last().click();
});
