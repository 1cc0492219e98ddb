// On paper: what is said, and no controls.
import assert from 'node:assert/strict';
import {visit} from './support/browser.mjs';
import {openRoadmap} from './support/roadmap.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();

/** Asserts on the page as a printer gets it, and gives the number of its pages. */
async function printed(page) {
  await page.emulateMedia({media: 'print'});
  const state = await page.evaluate(() => {
    // The name of a row is a button on the screen; on paper it is the name.
    const isName = (e) => e.closest('th') !== null && e.matches('[aria-label]');
    const shown = (e) => e.checkVisibility({checkOpacity: true, checkVisibilityCSS: true});
    return {
      ground: getComputedStyle(document.documentElement).backgroundColor,
      controls: [...document.querySelectorAll('button, select, input, nav, dialog, [role=menu]')].filter((e) => shown(e) && !isName(e)).map((e) => e.outerHTML.slice(0, 100)),
      cut: [...document.querySelectorAll('main *')]
        .filter((e) => shown(e) && /auto|scroll|hidden/.test(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 2 && e.clientHeight > 40)
        .map((e) => `${e.tagName.toLowerCase()}.${e.className}`),
    };
  });
  assert.match(state.ground, /^rgba?\(255, 255, 255|^rgba\(0, 0, 0, 0\)/);
  assert.deepEqual(state.controls, [], 'controls are on the paper');
  assert.deepEqual(state.cut, [], 'something is cut off');
  const pdf = await page.pdf({format: 'A4'});
  assert.equal(pdf.subarray(0, 5).toString('latin1'), '%PDF-');
  return (pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length;
}

check('a roadmap of six measures is on paper whole', async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  const pages = await printed(page);
  assert.ok(pages >= 1 && pages <= 6, `${pages} pages`);
  for (const title of ['Pull the artillery back', 'Scrap the guns', 'Open the road', 'Open the market', 'Set up a border commission', 'Build a power line'])
    assert.ok(await page.getByText(title, {exact: true}).first().isVisible(), `${title} is on paper`);
});

check('a roadmap in dark colours is printed dark on white', {theme: 'dark'}, async ({page, desk}) => {
  await openRoadmap(page, desk, 'tutorial', 'step-by-step');
  await printed(page);
  const ink = await page.locator('main h1').evaluate((e) => getComputedStyle(e).color);
  const [r, g, b] = ink.match(/\d+/g).map(Number);
  assert.ok(r + g + b < 250, `the ink is ${ink}`);
});
