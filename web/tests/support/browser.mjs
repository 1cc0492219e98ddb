import {existsSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {chromium} from 'playwright-core';
import {Faults} from './faults.mjs';

const kCandidates = [process.env['TANDEM_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** One Chromium that can reach nothing but this machine, whatever a page tries. */
export async function launch({fixedFonts = false} = {}) {
  const executablePath = kCandidates.find((path) => path !== undefined && existsSync(path));
  if (executablePath === undefined) throw new Error('Chromium is not installed: scripts/deps web, or name it in TANDEM_CHROMIUM');
  const fonts = fileURLToPath(new URL('./fonts.conf', import.meta.url));
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync',
      '--no-first-run', '--disable-dev-shm-usage', '--font-render-hinting=none', '--disable-lcd-text',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
    env: {...process.env, ...(fixedFonts ? {FONTCONFIG_FILE: fonts} : {})},
  });
}

/**
 * A browser of its own (cookies, storage) that has joined the desk, with one page.
 * @param look {language, theme, width, height}: as a person would have set them
 */
export async function join(browser, desk, look = {}) {
  const {language = 'en', theme = 'light', width = 1440, height = 900} = look;
  const context = await browser.newContext({
    viewport: {width, height},
    colorScheme: theme,
    locale: {en: 'en-GB', ko: 'ko-KR', ar: 'ar'}[language],
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  context.setDefaultTimeout(15_000);
  const faults = new Faults(context, desk.origin);
  await Faults.watchPolicy(context);
  const page = await context.newPage();
  trackRequests(page);
  await page.goto(desk.address);
  return {context, page, faults};
}

const kInFlight = new WeakMap();

function trackRequests(page) {
  const flying = new Set();
  kInFlight.set(page, flying);
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') flying.add(request);
  });
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => flying.delete(request));
}

/** Waits until the page has all it asked for and says that it is busy nowhere. */
export async function settled(page, {quietMs = 150, withinMs = 20_000} = {}) {
  const flying = kInFlight.get(page);
  const until = Date.now() + withinMs;
  let quietSince;
  while (Date.now() < until) {
    const busy = flying.size > 0 || (await page.evaluate(() => document.querySelector('[aria-busy=true]') !== null));
    if (busy) quietSince = undefined;
    else if (quietSince === undefined) quietSince = Date.now();
    else if (Date.now() - quietSince >= quietMs) {
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  const asked = [...flying].map((request) => request.url());
  throw new Error(`the page is still busy after ${withinMs} ms: ${asked.join(', ') || 'something says aria-busy'}`);
}

/** Goes to an address of the desk as a link would, and waits for the view. */
export async function visit(page, desk, path) {
  await page.goto(desk.origin + path);
  await page.locator('main h1').first().waitFor();
  await settled(page);
}
