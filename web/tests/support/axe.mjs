import assert from 'node:assert/strict';
import axe from 'axe-core';

const kTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The rules that read colours: all that a theme can break. */
const kColours = ['color-contrast', 'link-in-text-block'];

/** No rule of WCAG 2.2 A and AA that axe-core can decide is broken; `colours` asks only what a theme changes. */
export async function accessible(page, {colours = false} = {}) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const found = await page.evaluate(
    (runOnly) => window.axe.run(document, {runOnly, resultTypes: ['violations'], iframes: false}),
    colours ? {type: 'rule', values: kColours} : {type: 'tag', values: kTags},
  );
  const told = found.violations.map(
    (v) => `${v.id}: ${v.help}\n` + v.nodes.slice(0, 5).map((n) => `    ${n.target.join(' ')}: ${n.any.concat(n.all, n.none)[0]?.message ?? ''}\n      ${n.html.slice(0, 160)}`).join('\n'),
  );
  assert.equal(told.length, 0, `axe-core finds in ${page.url()}:\n${told.join('\n')}`);
}
