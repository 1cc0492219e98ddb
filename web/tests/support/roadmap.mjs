import assert from 'node:assert/strict';
import {settled, visit} from './browser.mjs';

/** Opens the view of a saved roadmap. */
export async function openRoadmap(page, desk, key, name) {
  await visit(page, desk, `/cases/${key}/roadmap/${name}`);
}

const timeline = (page) => page.getByRole('region', {name: 'Timeline'});

/** The row of a measure, by its title. Its name goes on with when the measure starts. */
export const row = (page, title) => timeline(page).getByRole('button', {name: new RegExp(`^${title}: `)});

/** When a measure starts, in the words of its row. */
export async function whenOf(page, title) {
  const name = await row(page, title).getAttribute('aria-label');
  return name.slice(title.length + 2);
}

/** Waits until the row of a measure says that it starts in a phase. */
export const startsIn = (page, title, phase) =>
  timeline(page).getByRole('button', {name: new RegExp(`^${title}: (starts in|.* from) phase ${phase} `)}).waitFor();

/** Opens the menu of a row with the keyboard and chooses. */
export async function choose(page, title, item) {
  await row(page, title).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', {name: item}).or(page.getByRole('menuitemradio', {name: item})).or(page.getByRole('menuitemcheckbox', {name: item})).first().click();
}

const kVerdicts = {meets: 'meets', fails: 'fails', measured: 'measured', needs_stress: 'needs stress'};

/**
 * Compares what the view says with what the command line says of the same roadmap: limits broken, and the verdict of
 * every principle.
 */
export async function agreesWith(page, assessment) {
  // What is measured by the best attainable gains comes when those are known.
  await page.getByText('is still being computed').waitFor({state: 'detached'});
  await settled(page);
  const broken = assessment.breaches.length;
  const words = broken === 0 ? 'It keeps every limit' : broken === 1 ? 'It breaks 1 limit' : `It breaks ${broken} limits`;
  await page.getByText(words).first().waitFor();
  const shown = await page
    .locator('section[aria-labelledby=principles-title] summary')
    .evaluateAll((all) => all.map((e) => e.innerText.replace(/\s+/g, ' ').trim()));
  assert.equal(shown.length, assessment.principles.length);
  assessment.principles.forEach(({title, verdict}, i) => {
    assert.ok(shown[i].startsWith(title), `${shown[i]} should be about ${title}`);
    const word = kVerdicts[verdict];
    if (word !== undefined) assert.ok(shown[i].endsWith(word), `${shown[i]} should end with ${word}`);
  });
}
