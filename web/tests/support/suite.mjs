import {mkdir} from 'node:fs/promises';
import {basename, join as joinPath} from 'node:path';
import {after, before, test} from 'node:test';
import {join, launch} from './browser.mjs';
import {Desk, kRoot} from './desk.mjs';

export const kFailures = joinPath(kRoot, 'build/web-failures');

/**
 * One desk and one browser for the tests of a file. `check(name, look?, body)` is one test in a browser window of its
 * own: body({page, context, faults, desk, t}). Whatever Faults notes fails it.
 */
export function suite({fixedFonts = false} = {}) {
  const shared = {desk: undefined, browser: undefined};
  before(async () => {
    shared.desk = await Desk.start();
    shared.browser = await launch({fixedFonts});
  });
  after(async () => {
    await shared.browser?.close();
    await shared.desk?.stop();
  });

  function check(name, ...rest) {
    const [look, body] = rest.length === 1 ? [{}, rest[0]] : rest;
    test(name, async (t) => {
      const {desk, browser} = shared;
      await desk.ensure();
      const window = await join(browser, desk, look);
      try {
        await body({...window, desk, t});
        window.faults.check();
      } catch (problem) {
        await picture(window.page, name, problem);
        throw problem;
      } finally {
        await window.context.close();
      }
    });
  }
  return {check, shared};
}

/** What was on the screen when a test failed. */
async function picture(page, name, problem) {
  const file = basename(process.argv[1] ?? 'test').replace(/\.test\.mjs$/, '');
  const path = joinPath(kFailures, `${file}-${name.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80)}.png`);
  try {
    await mkdir(kFailures, {recursive: true});
    await page.screenshot({path});
    problem.message += `\n(at ${page.url()}; screen: ${path})`;
  } catch {
    // the window is gone
  }
}
