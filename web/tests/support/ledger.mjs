import {readFile, writeFile} from 'node:fs/promises';

/** Days of the tutorial's agreement, five years earlier: signed on 2025-01-01. */
const earlier = (text) => text.replaceAll('2030', '2025').replaceAll('2031', '2026').replaceAll('2032', '2027');

async function begin(desk, name, file, text) {
  await writeFile(file('.1.txt'), text); // not as .yaml: the desk would take it for an agreement beside the case
  await desk.tandem('ledger', 'init', file('.ledger'), file('.1.txt'), '--of', name, '--by', 'commission', '--on', '2025-01-01', '--at', '2025-01-02T09:00:00Z');
}
const recorder = (desk, path) => (at, kind, by, on, ...rest) => desk.tandem('ledger', 'record', path, ...rest, '--kind', kind, '--by', by, '--on', on, '--at', `${at}T09:00:00Z`);

/**
 * Makes cases/tutorial/NAME.ledger: nothing was done of the tutorial's agreement, so that A1 is late and B1, due with it, waits for it.
 * An amendment, entry 3, has taken B3 out since 2025-02-12; C1 was looked for, and not found. Gives the path.
 */
export async function makeIdle(desk, name) {
  const file = (ending) => desk.file('tutorial', `${name}${ending}`);
  const text = earlier(await readFile(desk.file('tutorial', 'agreement.yaml'), 'utf8'));
  await begin(desk, name, file, text);
  await writeFile(file('.2.txt'), text.slice(0, text.indexOf('  B3:')).replace('    for: [B3]\n', ''));
  const say = recorder(desk, file('.ledger'));
  await say('2025-02-10', 'amended', 'south', '2025-02-10', file('.2.txt'), '--says', 'The other half stays closed');
  await say('2025-02-12', 'consented', 'north', '2025-02-12', '--to', '3');
  await say('2025-02-20', 'verified', 'coast', '2025-02-20', '--of', 'C1', '--finding', 'not_met', '--says', 'There is no commission');
  return file('.ledger');
}

/**
 * Makes cases/NAME/NAME.ledger: two years of the tutorial's agreement. An amendment gave A1 ninety more days, another
 * waits for North; A1 is contested by North, B1 claimed; an entry was corrected; one dispute runs, the clock of another ran out.
 * Gives {key, path, head}; `path` is as the desk's command line takes it.
 */
export async function makeDeal(desk, name) {
  const file = (ending) => desk.file('tutorial', `${name}${ending}`);
  const text = earlier(await readFile(desk.file('tutorial', 'agreement.yaml'), 'utf8'));
  const second = text.replace('by T0 + 60d', 'by T0 + 150d');
  const third = second.replace('done by 2026-12-31', 'done by 2027-06-30');
  await begin(desk, name, file, text);
  for (const [ending, words] of [['.2.txt', second], ['.3.txt', third]]) await writeFile(file(ending), words);
  const path = file('.ledger');
  const say = recorder(desk, path);
  await say('2025-02-02', 'started', 'north', '2025-02-01', '--of', 'A1', '--says', 'The first battery moves');
  await say('2025-02-10', 'amended', 'south', '2025-02-10', file('.2.txt'), '--says', 'Ninety days more for the artillery');
  await say('2025-02-12', 'consented', 'north', '2025-02-12', '--to', '4');
  await say('2025-06-01', 'reported', 'north', '2025-05-20', '--of', 'A1', '--says', 'All guns are behind the ridge', '--source', 'Letter of the ministry | https://example.org/letter');
  await say('2025-06-02', 'verified', 'commission', '2025-05-28', '--of', 'A1', '--finding', 'not_met', '--says', 'Four guns are still on the ridge');
  await say('2025-06-03', 'contested', 'north', '2025-06-03', '--of', 'A1', '--to', '7', '--says', 'They are under repair, as the text allows');
  await say('2025-06-05', 'reported', 'south', '2025-05-20', '--of', 'B1', '--says', 'The road is open');
  await say('2025-06-06', 'incident', 'south', '2025-06-04', '--of', 'B1', '--says', 'The road is closed by snow');
  await say('2025-06-07', 'corrected', 'south', '2025-06-07', '--to', '10', '--says', 'That was another road');
  await say('2026-09-01', 'dispute', 'north', '2026-09-01', '--of', 'B1', '--step', 'raised', '--until', '2026-11-01');
  await say('2026-10-30', 'dispute', 'south', '2026-10-30', '--of', 'A1', '--step', 'raised', '--until', '2026-12-20');
  await say('2026-11-01', 'amended', 'south', '2026-11-01', file('.3.txt'), '--says', 'Half a year more for the guns and the line');
  await say('2026-11-02', 'consented', 'coast', '2026-11-02', '--to', '14');
  const row = (await desk.ask('GET', '/ledgers')).body.ledgers.find((l) => l.name === name);
  return {key: row.key, path, head: row.head};
}

/** What the command line says of a ledger. */
export const statusOf = async (desk, path, ...args) => JSON.parse(await desk.tandem('ledger', 'status', path, ...args, '--json'));

/** A day of the deal on which a clock runs and another has run out. */
export const kDay = '2026-11-20';

/** Fills the form of one entry as far as it is said. */
export async function fill(page, {kind, of, by, on, says, finding}) {
  await page.getByLabel('What happened').selectOption(kind);
  if (of !== undefined) await page.getByRole('combobox', {name: 'Obligation'}).selectOption(of);
  if (finding !== undefined) await page.getByLabel('Finding').selectOption(finding);
  await page.getByLabel('Said by').fill(by);
  if (on !== undefined) await page.getByLabel('On', {exact: true}).fill(on);
  if (says !== undefined) await page.getByLabel('In words').fill(says);
}

export const press = (page, name) => page.getByRole('button', {name, exact: true}).click();
