// Every view as it was approved: light, 1440 by 900, the tutorial and the shipped Six-Party record. TANDEM_APPROVE=1 takes what is there for approved.
import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {fileURLToPath} from 'node:url';
import {settled, visit} from './support/browser.mjs';
import {kFailures, suite} from './support/suite.mjs';
import {kLedgers, kTutorial} from './support/views.mjs';

const {check} = suite({fixedFonts: true});
const kApproved = fileURLToPath(new URL('./approved/', import.meta.url));
const kApprove = process.env['TANDEM_APPROVE'] === '1';
/** Pixels that may differ: a version of Chromium draws the edge of a letter otherwise. */
const kTolerance = 0.002;
/** Of 255, in one of red, green and blue: what counts as different. */
const kStep = 48;
/** What takes its own time in every run. */
const kTimes = ['[data-took]', '[data-varies]'];

/** Share of pixels that differ, and a picture of where. */
async function differ(page, before, after) {
  return page.evaluate(
    async ([a, b, step]) => {
      const pixels = async (base64) => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))], {type: 'image/png'}));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        return {canvas, context, ...(({width, height, data}) => ({width, height, data}))(context.getImageData(0, 0, image.width, image.height))};
      };
      const [x, y] = [await pixels(a), await pixels(b)];
      if (x.width !== y.width || x.height !== y.height) return {share: 1, where: `${x.width}x${x.height} became ${y.width}x${y.height}`};
      let count = 0;
      let top = x.height;
      let bottom = 0;
      for (let i = 0; i < x.data.length; i += 4) {
        const same = [0, 1, 2].every((c) => Math.abs(x.data[i + c] - y.data[i + c]) <= step);
        if (same) continue;
        count += 1;
        const line = Math.floor(i / 4 / x.width);
        top = Math.min(top, line);
        bottom = Math.max(bottom, line);
      }
      return {share: count / (x.width * x.height), where: `lines ${top} to ${bottom}`};
    },
    [before.toString('base64'), after.toString('base64'), kStep],
  );
}

for (const {name, path} of [...kTutorial.views, ...kLedgers.views])
  check(name, async ({page, desk, t}) => {
    await visit(page, desk, path);
    await page.getByText('is still being computed').waitFor({state: 'detached'});
    await settled(page, {quietMs: 400});
    await page.mouse.move(0, 0);
    const now = await page.screenshot({animations: 'disabled', caret: 'hide', mask: kTimes.map((s) => page.locator(s)), maskColor: '#808080'});
    const file = `${kApproved}${name}.png`;
    if (kApprove) {
      await mkdir(kApproved, {recursive: true});
      await writeFile(file, now);
      t.diagnostic(`approved ${file}`);
      return;
    }
    assert.ok(existsSync(file), `no approved picture of ${name}: look at it, then TANDEM_APPROVE=1 scripts/web test screens`);
    const {share, where} = await differ(page, await readFile(file), now);
    if (share <= kTolerance) return;
    await mkdir(kFailures, {recursive: true});
    const seen = `${kFailures}/screens-${name}-now.png`;
    await writeFile(seen, now);
    assert.fail(`${(100 * share).toFixed(2)} % of ${name} looks otherwise (${where}): compare ${file} with ${seen}; if it is right, TANDEM_APPROVE=1 scripts/web test screens`);
  });
