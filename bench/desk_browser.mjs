// What a person waits for in the desk: until the list of cases is there, and from a key that moves a measure of an
// 80-measure case until its new numbers are on the screen.
//
//   node bench/desk_browser.mjs [--json] [--times N]     needs scripts/web install and a built tandem (TANDEM_CLI)
import {parseArgs} from 'node:util';
import {join, launch, settled} from '../web/tests/support/browser.mjs';
import {Desk} from '../web/tests/support/desk.mjs';

const kFirstViewMs = 1000;
const kMoveMs = 100;
const {values} = parseArgs({options: {json: {type: 'boolean', default: false}, times: {type: 'string', default: '20'}}});
const times = Math.max(1, Number(values.times));

/** Milliseconds from navigation until the cases are painted, in a browser that has cached nothing. */
async function firstView(browser, desk) {
  const {context, page} = await join(browser, desk);
  const fresh = await context.newPage();
  await fresh.addInitScript(() => {
    new MutationObserver(() => {
      if (window.seen !== undefined || document.querySelector('main h2 a') === null) return;
      requestAnimationFrame(() => setTimeout(() => (window.seen = performance.now())));
    }).observe(document, {childList: true, subtree: true});
  });
  await page.close();
  await (await context.newCDPSession(fresh)).send('Network.setCacheDisabled', {cacheDisabled: true});
  await fresh.goto(`${desk.origin}/`);
  const ms = await (await fresh.waitForFunction(() => window.seen)).jsonValue();
  await context.close();
  return ms;
}

/** Milliseconds from keydown until the answer to the move is painted, server included; one value for each move. */
async function moves(browser, desk, count) {
  const {context, page} = await join(browser, desk);
  await page.goto(`${desk.origin}/cases/korea-2026/roadmap/grand-bargain`);
  await page.locator('[data-row]').first().waitFor();
  await page.getByText('is still being computed').waitFor({state: 'detached', timeout: 120_000});
  await settled(page);
  await page.locator('[data-row][aria-label*="starts in phase 2 "]').first().focus();
  // From the event to the second frame after the page has shown the answer: the first one paints it.
  await page.evaluate(() => {
    window.took = [];
    addEventListener('keydown', (event) => {
      const from = event.timeStamp;
      const took = () => document.querySelector('[data-took]')?.getAttribute('data-took');
      const old = took();
      const look = () => {
        if (took() === old) requestAnimationFrame(look);
        else requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - from)));
      };
      requestAnimationFrame(look);
    }, true);
  });
  // The first moves warm up what the server keeps and what the browser compiles.
  const warm = 4;
  for (let i = 0; i < count + warm; i += 1) {
    await page.keyboard.press(i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await page.waitForFunction((n) => window.took.length === n, i + 1);
    await settled(page, {quietMs: 60});
  }
  const took = await page.evaluate(() => window.took);
  await context.close();
  return took.slice(warm);
}

function summary(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return {times: sorted.length, median: Number(median.toFixed(1)), max: Number(sorted.at(-1).toFixed(1))};
}

const desk = await Desk.start();
const browser = await launch();
try {
  const first = [];
  for (let i = 0; i < times; i += 1) first.push(await firstView(browser, desk));
  const found = {
    kind: 'desk-browser',
    units: 'milliseconds',
    case: 'korea-2026',
    first_view: {...summary(first), aim: kFirstViewMs},
    move: {...summary(await moves(browser, desk, times)), aim: kMoveMs},
  };
  if (values.json) console.log(JSON.stringify(found, null, 2));
  else
    for (const [name, {median, max, aim}] of [['first view, nothing cached', found.first_view], ['move of a measure until it is measured anew', found.move]])
      console.log(`${name}: median ${median} ms, at most ${max} ms of ${times}; aim ${aim} ms`);
} finally {
  await browser.close();
  await desk.stop();
}
