// SPDX-License-Identifier: Apache-2.0
import { endSession } from '../api.mjs';
import { eventually, goTo, must, same, settled, signIn, test, textsOf, visitor } from '../harness.mjs';

const t = textsOf('en');
const signInTexts = t['sign-in'];
const pathOf = (page) => {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
};

async function onSignIn(page) {
  await page.getByRole('button', { name: signInTexts.submit, exact: true }).waitFor();
}

/** The page before there is a session, and the ways into one. */
export async function entering(browser, { url, owner }) {
  const { context, page, faults, expect } = await visitor(browser, url);

  await test('headers: the policy of contents, with a nonce that is new each time', async () => {
    const policies = [];
    for (let time = 0; time < 2; time++) {
      const headers = (await page.goto('/sign-in')).headers();
      const policy = headers['content-security-policy'] ?? '';
      must(
        policy.includes("default-src 'none'") && policy.includes("frame-ancestors 'none'"),
        `policy: ${policy}`,
      );
      must(!/script-src[^;]*'unsafe/.test(policy), `policy: ${policy}`);
      must(/'nonce-[^']{16,}'/.test(policy), `policy: ${policy}`);
      same(headers['cache-control'], 'no-store', 'Cache-Control');
      same(headers['x-content-type-options'], 'nosniff', 'X-Content-Type-Options');
      policies.push(policy);
    }
    must(policies[0] !== policies[1], 'the nonce is the same twice');
  });

  await test('a page of members leads to the sign-in page, which leads back', async () => {
    await page.goto('/workspaces?site=cn2');
    await onSignIn(page);
    same(new URL(page.url()).searchParams.get('return_to'), '/workspaces?site=cn2', 'return_to');
  });

  await test('a wrong password is said, without saying what was wrong', async () => {
    expect(/401/);
    await page.getByLabel(signInTexts.login, { exact: true }).fill(owner.login);
    await page.getByLabel(signInTexts.password, { exact: true }).fill('not the password');
    await page.getByRole('button', { name: signInTexts.submit, exact: true }).click();
    await page.getByRole('alert').getByText(t.problems['sign-in-failed']).waitFor();
  });

  await test('signing in with the keyboard alone', async () => {
    await page.reload();
    await onSignIn(page);
    await eventually('the login has the focus', () =>
      page.evaluate(() => document.activeElement?.id === 'login'),
    );
    await page.keyboard.type(owner.login);
    await page.keyboard.press('Tab');
    await page.keyboard.type(owner.password);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: t.workspaces?.title ?? t.shell.workspaces }).waitFor();
    same(pathOf(page), '/workspaces?site=cn2', 'where it leads');
  });

  await test('the keyboard goes to the content, the menu and a page', async () => {
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('Tab');
    same(await page.evaluate(() => document.activeElement?.textContent), t.shell.skip, 'first stop');
    await page.keyboard.press('Enter');
    same(await page.evaluate(() => document.activeElement?.id), 'content', 'where it skips to');
    const link = page.getByRole('link', { name: t.shell.bills, exact: true });
    await link.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: t.bills.title }).waitFor();
  });

  await test('the refresh token is out of reach, and nothing secret is kept', async () => {
    const cookie = (await context.cookies()).find(({ name }) => name === 'bc_refresh');
    must(
      cookie?.httpOnly && cookie.sameSite === 'Strict' && cookie.path === '/v1/session',
      JSON.stringify(cookie),
    );
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    );
    must(!kept.includes(cookie.value) && !/eyJ/.test(kept), kept);
  });

  await test('no error in the browser while signing in', async () => same(faults, [], 'faults'));
  await context.close();
}

/** How sessions go on and end. */
export async function leaving(browser, { url, owner }) {
  const { context, page, faults, expect } = await visitor(browser, url);
  let authorization;
  page.on('request', (request) => {
    authorization = request.headers().authorization ?? authorization;
  });
  await signIn(page, t, owner.login, owner.password);

  await test('loading the page again keeps the session and the address', async () => {
    await page.goto('/bills?workspace=ws-fb');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: t.bills.title }).waitFor();
    same(pathOf(page), '/bills?workspace=ws-fb', 'address');
  });

  const signOut = async () => {
    await page.getByRole('button', { name: new RegExp(`^${t.shell.user_menu}`) }).click();
    await page.getByRole('menuitem', { name: t.shell.sign_out }).click();
  };

  await test('a session that could not be ended stays open, and that is said', async () => {
    expect(/503/);
    const busy = (route) =>
      route.request().method() === 'DELETE' ? route.fulfill({ status: 503 }) : route.continue();
    await page.route('**/v1/session', busy);
    await signOut();
    await page.getByText(t.shell.sign_out_failed).waitFor();
    await page.unroute('**/v1/session', busy);
    same(pathOf(page), '/bills?workspace=ws-fb', 'address');
  });

  await test('signing out ends the session', async () => {
    await signOut();
    await onSignIn(page);
    must(!(await context.cookies()).some(({ name }) => name === 'bc_refresh'), 'the cookie is still there');
    await page.goto('/bills');
    await onSignIn(page);
  });

  await test('a session that was ended elsewhere leads to the sign-in page', async () => {
    expect(/401/);
    await signIn(page, t, owner.login, owner.password);
    await endSession(url, authorization);
    await goTo(page, t, 'transactions');
    await onSignIn(page);
    await page.getByText(signInTexts.expired).waitFor();
    same(new URL(page.url()).searchParams.get('return_to'), '/transactions', 'return_to');
  });

  await test('no error in the browser while sessions end', async () => same(faults, [], 'faults'));
  await context.close();
}
