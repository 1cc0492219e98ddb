import assert from 'node:assert/strict';
import {accessible} from './axe.mjs';
import {settled, visit} from './browser.mjs';
import {suite} from './suite.mjs';

const kTelephone = {width: 390, height: 844};
const kDesktop = {width: 1440, height: 900};

/** Waits for the second frame from now: the page is laid out anew by then. */
const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

async function fits(page, view) {
  const {wide, room, culprits} = await page.evaluate(() => {
    const root = document.scrollingElement;
    const room = root.clientWidth;
    const over = [...document.querySelectorAll('main *')].filter((e) => {
      const {left, right} = e.getBoundingClientRect();
      return right > room + 1 || left < -1;
    });
    return {wide: root.scrollWidth, room, culprits: over.slice(0, 5).map((e) => `${e.tagName.toLowerCase()}.${e.getAttribute('class')}`)};
  });
  assert.ok(wide <= room, `${view} scrolls sideways at ${room} px: it is ${wide} px wide (${culprits.join(', ')})`);
}

/**
 * A test for each language: every view loads, axe-core finds nothing in light and dark, and it fits a telephone.
 * @param prepare  what the desk is to have first: prepare(desk)
 */
export function smoke({key, views}, prepare = async () => undefined) {
  const {check} = suite();
  for (const language of ['en', 'ko', 'ar'])
    check(`${key} in ${language}`, {language}, async ({page, desk, t}) => {
      await prepare(desk);
      for (const {name, path} of views)
        await t.test(name, async () => {
          await visit(page, desk, path);
          const {lang, dir, headings, title} = await page.evaluate(() => ({
            lang: document.documentElement.lang,
            dir: document.documentElement.dir,
            headings: [...document.querySelectorAll('main h1')].map((h) => h.textContent.trim()),
            title: document.title,
          }));
          assert.equal(lang, language);
          assert.equal(dir, language === 'ar' ? 'rtl' : 'ltr');
          assert.equal(headings.length, 1, `${name} has one heading of the first level: ${headings.join(' | ')}`);
          assert.notEqual(headings[0], '');
          assert.notEqual(title, '');
          await accessible(page);
          await page.emulateMedia({colorScheme: 'dark'});
          await accessible(page, {colours: true});
          await page.emulateMedia({colorScheme: 'light'});
          await page.setViewportSize(kTelephone);
          await painted(page);
          await settled(page);
          await fits(page, name);
          await page.setViewportSize(kDesktop);
        });
    });
}
