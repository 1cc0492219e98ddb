// The agreement, the brief and the tour, as far as the first hours of people do not go through them.
import assert from 'node:assert/strict';
import {access, readFile} from 'node:fs/promises';
import {accessible} from './support/axe.mjs';
import {settled, visit} from './support/browser.mjs';
import {saved} from './support/files.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();
const kPage = '/cases/six-party-2007/agreement/agreement';

const findings = async (page) => Number((await page.getByRole('button', {name: /^\d+ findings?$/}).innerText()).split(' ')[0]);
const pasteFirst = async (page) => {
  await page.getByRole('article').getByRole('button', {name: 'Paste in'}).first().click();
  await page.getByText(/^Pasted in: /).waitFor();
  await settled(page);
};

check('an agreement without a name is the first beside its case', async ({page, desk}) => {
  await visit(page, desk, '/cases/six-party-2007/agreement');
  await page.waitForURL(`**${kPage}`);
});

check('a name that no agreement has is said, and what can be done instead', async ({page, desk}) => {
  await visit(page, desk, '/cases/tutorial/agreement/nonsense');
  await page.getByText('There is no agreement “nonsense” beside this case.').waitFor();
  await page.getByRole('link', {name: 'Paste a table'}).waitFor();
});

check('what is pasted in can be undone and done again, and outlives a reload', async ({page, desk}) => {
  await visit(page, desk, kPage);
  const before = await findings(page);
  await pasteFirst(page);
  const bar = page.getByRole('region', {name: 'What is not in a file'});
  await bar.getByText('not saved').waitFor();
  const after = await findings(page);
  await page.keyboard.press('Control+z');
  await settled(page);
  assert.equal(await findings(page), before);
  assert.equal(await bar.getByText('not saved').count(), 0);
  await page.keyboard.press('Control+Shift+Z');
  await settled(page);
  await page.reload();
  await page.getByRole('article').first().waitFor();
  await settled(page);
  assert.equal(await findings(page), after);
  await bar.getByRole('button', {name: 'Forget'}).click();
  await settled(page);
  assert.equal(await findings(page), before);
});

check('a changed text is written beside its case only when that is asked, and compared with the first', async ({page, desk}) => {
  const file = desk.file('korea', 'six-party-2007', 'mended.yaml');
  const first = await readFile(desk.file('korea', 'six-party-2007', 'agreement.yaml'), 'utf8');
  await visit(page, desk, kPage);
  await pasteFirst(page);
  await assert.rejects(access(file));
  await page.getByRole('button', {name: 'Save beside the case'}).click();
  await page.getByLabel('Name of the file').fill('mended');
  await page.getByRole('dialog').getByRole('button', {name: 'Save'}).click();
  await page.waitForURL('**/agreement/mended');
  await settled(page);
  const text = await readFile(file, 'utf8');
  assert.notEqual(text, first);
  assert.equal(await readFile(desk.file('korea', 'six-party-2007', 'agreement.yaml'), 'utf8'), first);
  await page.getByRole('tab', {name: 'Compare texts'}).click();
  await page.getByText(/\d+ changed, \d+ added, 0 removed/).waitFor();
  const {bytes} = await saved(page, async () => {
    await page.getByRole('button', {name: 'Download'}).click();
    await page.getByRole('menuitem', {name: 'The agreement file'}).click();
  });
  assert.equal(bytes.toString('utf8'), text);
});

check('a mistake is shown at its line, and the last good text stays', async ({page, desk}) => {
  await visit(page, desk, `${kPage}?tab=edit`);
  const editor = page.getByRole('textbox', {name: 'Text of the agreement file'});
  const text = await editor.inputValue();
  const at = text.split('\n').findIndex((line) => line === '    actors: [dprk]');
  await editor.fill(text.replace('    actors: [dprk]\n', '    actors: [dprkk]\n'));
  await page.getByText('1 mistake: it cannot be read as an agreement').waitFor();
  await page.getByRole('button', {name: `To line ${at + 1}`, exact: true}).waitFor();
  await page.getByRole('tab', {name: /Text and findings/}).click();
  await page.getByText('What follows is of the last text that could be read.').waitFor();
  await page.getByText('Article 1. Initial actions').waitFor();
});

check('a name that seems meant for an actor is shown with its repair and its line', async ({page, desk}) => {
  await visit(page, desk, `${kPage}?tab=edit`);
  const editor = page.getByRole('textbox', {name: 'Text of the agreement file'});
  const text = (await editor.inputValue()).replace('operator: iaea, approval: iaea-board}', 'operator: iaeaa, approval: iaea-bord}');
  const {body} = await desk.ask('POST', '/agreements/check', {text});
  const slips = body.findings.misspelt_actors;
  assert.equal(slips.length, 2);
  await editor.fill(text);
  const checked = page.getByRole('region', {name: 'What the check says'});
  for (const {message, repair} of slips) await checked.getByText(`${message}. ${repair}`, {exact: true}).waitFor();
  await page.getByRole('tab', {name: /Text and findings/}).click();
  await settled(page);
  for (const {message, repair, line} of slips) {
    const notice = page.getByRole('status').filter({hasText: message});
    await notice.getByText('A name of nobody').waitFor();
    assert.match(await notice.innerText(), new RegExp(`Repair:\\s+${repair.replace(/[.?]/g, '\\$&')}`));
    await notice.getByRole('button', {name: `To line ${line}`, exact: true}).waitFor();
  }
  await accessible(page);
  await page.getByRole('status').filter({hasText: slips[0].message}).getByRole('button').click();
  await editor.waitFor();
});

check('a delay moves what hangs on it, and stands in the address', async ({page, desk}) => {
  await visit(page, desk, `${kPage}?tab=dates&written=1`);
  await page.getByLabel('What is late').selectOption('S17');
  await page.getByLabel('Days of delay', {exact: true}).fill('120');
  await page.getByRole('button', {name: 'Show what moves'}).click();
  await page.getByText(/3 obligations move, by up to 120 days later/).waitFor();
  const told = JSON.parse(await desk.tandem('schedule', 'six-party-2007', '--as-written', '--delay', 'S17=120d', '--json'));
  const moved = told.obligations.filter((o) => o.expected !== o.without_delays);
  assert.equal(moved.length, 3);
  assert.equal(new URL(page.url()).searchParams.get('delay'), 'S17:120');
  await page.reload();
  await page.getByText(/3 obligations move/).waitFor();
});

check('an event without a day is given one', async ({page, desk}) => {
  await visit(page, desk, '/agreement?text=table');
  await page.getByRole('textbox', {name: 'The table'}).fill('No,Who,Obligation,Timing\n1,North,Open the road,within 30 days of signature\n');
  await page.getByRole('button', {name: 'Make the agreement'}).click();
  await page.getByRole('tab', {name: 'Dates'}).click();
  await page.getByText('One event has no day yet').waitFor();
  await page.locator('input[type=date]').fill('2026-03-01');
  await page.getByRole('cell', {name: '2026-03-31'}).first().waitFor();
  assert.match(await page.evaluate(() => Object.values(localStorage).join('\n')), /date: 2026-03-01/);
});

check('a brief is marked once it is of an earlier state', async ({page, desk}) => {
  await visit(page, desk, '/cases/tutorial/brief');
  await page.getByRole('button', {name: 'Make the brief'}).click();
  const title = page.frameLocator('iframe').locator('h1');
  assert.equal(await title.innerText(), 'Step by step');
  await page.getByLabel('Roadmap').selectOption('north-first');
  await page.getByText('This brief is of an earlier state.').waitFor();
  await page.getByRole('button', {name: 'Make it again'}).first().click();
  await page.frameLocator('iframe').getByRole('heading', {level: 1, name: /North.s steps first/}).waitFor();
  assert.equal(await page.getByText('This brief is of an earlier state.').count(), 0);
});

check('the tour goes from the cases to the brief by the keyboard, blocks nothing and is taken up again', async ({page, desk}) => {
  await visit(page, desk, '/');
  await page.getByRole('button', {name: 'Take the tour'}).click();
  const card = page.getByRole('dialog', {name: 'Tour'});
  const places = [];
  for (let step = 1; step <= 10; ++step) {
    await card.getByText(`${step} of 10`).waitFor();
    await page.locator('.toured').first().waitFor();
    places.push(new URL(page.url()).pathname.split('/')[3] ?? new URL(page.url()).pathname);
    if (step === 4) {
      await page.keyboard.press('Escape');
      assert.equal(await card.count(), 0);
      await page.keyboard.press('?');
      await page.getByRole('button', {name: 'Go on with the tour, step 4'}).click();
      await card.getByText('4 of 10').waitFor();
    }
    if (step === 6) await page.reload();
    if (step < 10) await card.getByRole('button', {name: 'Next'}).press('Enter');
  }
  assert.equal(places[0], '/');
  assert.deepEqual([places[3], places[6], places[7], places[8], places[9]], ['roadmap', 'window', 'stress', 'agreement', 'brief']);
  await card.getByRole('button', {name: 'Done'}).press('Enter');
  assert.equal(await card.count(), 0);
  await visit(page, desk, '/');
  assert.equal(await page.getByRole('button', {name: 'Take the tour'}).count(), 0);
});
