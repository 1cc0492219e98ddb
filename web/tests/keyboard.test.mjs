// From the list of cases to a brief without a pointer.
import assert from 'node:assert/strict';
import {settled} from './support/browser.mjs';
import {suite} from './support/suite.mjs';

const {check} = suite();

/** The focused element as {name, tag}. It must show that it has the focus. */
async function focused(page) {
  return page.evaluate(() => {
    const e = document.activeElement;
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    return {
      tag: e.tagName.toLowerCase(),
      name: (e.getAttribute('aria-label') ?? e.textContent ?? '').trim().replace(/\s+/g, ' '),
      outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
      seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    };
  });
}

/** Presses a key until what has the focus is named so; every stop on the way must be visible. */
async function reach(page, name, {key = 'Tab', most = 120} = {}) {
  for (let i = 0; i < most; i += 1) {
    const at = await focused(page);
    if (name.test(at.name) && at.tag !== 'body') {
      assert.ok(at.outline, `the focus shows on ${at.name}`);
      assert.ok(at.seen, `${at.name} is on the screen`);
      return;
    }
    await page.keyboard.press(key);
  }
  assert.fail(`${most} times ${key} did not reach ${name}`);
}

check('Cases, Roadmap, a move, Brief', async ({page}) => {
  await page.locator('main h1').waitFor();
  await settled(page);
  await page.keyboard.press('Tab');
  assert.match((await focused(page)).name, /Skip to content/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('/');
  await page.keyboard.type('neighbours');
  await page.getByRole('status').filter({hasText: '1 case'}).waitFor();
  await page.keyboard.press('Tab');
  await reach(page, /^Two neighbours and a market$/, {most: 5});
  await page.keyboard.press('Enter');
  await page.waitForURL('**/cases/tutorial');
  await settled(page);

  await page.evaluate(() => document.querySelector('main').focus());
  await reach(page, /^Roadmap$/, {key: 'Shift+Tab', most: 60});
  await page.keyboard.press('Enter');
  await page.waitForURL('**/cases/tutorial/roadmap/**');
  await settled(page);
  await page.keyboard.press('j');
  await reach(page, /^Pull the artillery back: /, {key: 'j', most: 8});
  await page.keyboard.press('ArrowRight');
  await reach(page, /^Pull the artillery back: starts in phase 2 /, {key: 'Shift', most: 20});
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({state: 'hidden'});
  await reach(page, /^Pull the artillery back: /, {most: 1});

  await reach(page, /^Brief$/, {key: 'Shift+Tab', most: 60});
  await page.keyboard.press('Enter');
  await page.waitForURL('**/cases/tutorial/brief');
  await page.locator('main h1').waitFor();
  await settled(page);
});

check('help opens with ?, lists the keys of the view, and gives the focus back', async ({page, desk}) => {
  await page.goto(`${desk.origin}/cases/tutorial/roadmap/step-by-step`);
  await page.locator('main h1').waitFor();
  await settled(page);
  await page.keyboard.press('j');
  const before = (await focused(page)).name;
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', {name: 'Help'});
  await dialog.waitFor();
  for (const what of ['Next row', 'Previous row', 'Undo', 'Redo', 'Search', 'Start a phase later', 'Export what is shown'])
    await dialog.getByRole('row', {name: what}).first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  await dialog.waitFor({state: 'hidden'});
  assert.equal((await focused(page)).name, before);
});

check('a letter that is switched off in Settings does nothing, also after a reload', async ({page, desk}) => {
  await page.goto(`${desk.origin}/cases/tutorial/roadmap/step-by-step`);
  await page.locator('main h1').waitFor();
  await settled(page);
  await page.getByRole('button', {name: 'Settings'}).click();
  await page.getByRole('dialog').getByLabel('Single letters as shortcuts').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.locator('main h1').waitFor();
  await settled(page);
  await page.keyboard.press('?');
  await page.keyboard.press('j');
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal((await focused(page)).tag, 'body');
});

check('a dialog holds the focus', async ({page, desk}) => {
  await page.goto(`${desk.origin}/cases/tutorial/roadmap/step-by-step`);
  await page.locator('main h1').waitFor();
  await settled(page);
  await page.getByRole('button', {name: 'Save as…'}).click();
  for (let i = 0; i < 20; i += 1) {
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null));
  }
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'hidden'});
});
