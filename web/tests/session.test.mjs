// Who may read: only a browser that came by the address that the desk printed.
import assert from 'node:assert/strict';
import {accessible} from './support/axe.mjs';
import {visit} from './support/browser.mjs';
import {suite} from './support/suite.mjs';

const {check, shared} = suite();

check('the printed address opens the cases and leaves no token in the address bar', async ({page, context, desk}) => {
  await page.locator('main h1').waitFor();
  assert.equal(page.url(), `${desk.origin}/`);
  const [cookie, ...others] = await context.cookies();
  assert.deepEqual(others, []);
  assert.equal(cookie.httpOnly, true);
  assert.equal(cookie.sameSite, 'Strict');
  assert.equal(await page.evaluate(() => document.cookie), '', 'no script reads the token');
});

check('a browser without the token sees no case and is told what to do', async ({page, context, desk, faults}) => {
  faults.expect(/answer 401: GET \/api\/v1\/cases$/);
  await context.clearCookies();
  await page.goto(`${desk.origin}/`);
  await page.getByText('This page has no key to the desk', {exact: true}).waitFor();
  await page.getByText('Open the address that tandem desk printed').waitFor();
  assert.equal(await page.getByText('Two neighbours').count(), 0);
  await accessible(page);
});

check('a wrong token is refused in words', async ({page, context, desk, faults}) => {
  faults.expect(/answer 403: GET \/\?token=/);
  await context.clearCookies();
  const answer = await page.goto(`${desk.origin}/?token=${'x'.repeat(43)}`);
  assert.equal(answer.status(), 403);
  assert.match(await page.locator('body').innerText(), /token|address/);
  assert.deepEqual(await context.cookies(), []);
  await accessible(page);
});

check('a link to a view leads there after joining', async ({page, context, desk}) => {
  await context.clearCookies();
  await page.goto(`${desk.origin}/cases/tutorial/roadmap/step-by-step?token=${desk.token}`);
  await page.goto(`${desk.address}`);
  await visit(page, desk, '/cases/tutorial/roadmap/step-by-step?by=party');
  await page.getByRole('heading', {level: 1, name: 'Step by step'}).waitFor();
  await page.getByRole('button', {name: 'By party', pressed: true}).waitFor();
});

check('an address of no page says so', async ({page, desk}) => {
  await page.goto(`${desk.origin}/nothing/here`);
  await page.getByText('There is no such page').waitFor();
  await accessible(page);
});

check('a case that is not there says so', async ({page, desk, faults}) => {
  faults.expect(/answer 404: GET \/api\/v1\/cases\/tutorail/);
  await page.goto(`${desk.origin}/cases/tutorail`);
  assert.match(await page.getByRole('alert').innerText(), /tutorial/, 'and what was probably meant');
});

check('another site may neither read nor change anything', async ({context, desk}) => {
  // A page of another origin, with the cookie in the same browser: all it can do is ask.
  const other = await shared.browser.newContext();
  await other.addCookies((await context.cookies()).map((c) => ({...c, sameSite: 'Lax'})));
  const page = await other.newPage();
  await page.route('http://127.0.0.1:9/**', (route) => route.fulfill({contentType: 'text/html', body: '<h1>elsewhere</h1>'}));
  await page.goto('http://127.0.0.1:9/');
  const got = await page.evaluate(async (origin) => {
    const ask = async (init) => {
      try {
        const answer = await fetch(`${origin}/api/v1/cases`, {credentials: 'include', ...init});
        return answer.status;
      } catch {
        return 'blocked';
      }
    };
    return {read: await ask({}), post: await ask({method: 'POST', headers: {'Content-Type': 'text/plain'}, body: '{}'}), blind: await ask({mode: 'no-cors'})};
  }, desk.origin);
  assert.equal(got.read, 'blocked');
  assert.equal(got.post, 'blocked');
  await other.close();
  const probe = await fetch(`${desk.origin}/api/v1/cases`, {headers: {Cookie: `tandem-${desk.port}=${desk.token}`, Origin: 'http://127.0.0.1:9'}});
  assert.equal(probe.status, 403);
});
