// SPDX-License-Identifier: Apache-2.0
// A browser, the console in it, and the lines "ok …" and "not ok …".
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const web = new URL('../../web/', import.meta.url);
const required = createRequire(new URL('package.json', web));
const { chromium } = required('playwright-core');
const axeSource = readFileSync(required.resolve('axe-core/axe.min.js'), 'utf8');

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
export const VIEWPORTS = { wide: WIDE, phone: PHONE };
/** Library code that measures scrollbars writes styles without the nonce; nothing is seen of it. */
const KNOWN = /violates the following Content Security Policy directive:? ["']style-src/;
const STEP_MS = 20_000;

/** The texts of a language, by namespace: what the pages must say. */
export function textsOf(language) {
  const folder = new URL(`src/i18n/${language}/`, web);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file.replace('.json', ''),
      JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
    ]),
  );
}

export const filled = (text, values) => text.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);

/** What the pages say of so many. */
export const counted = (texts, key, count) =>
  filled(texts[`${key}_${count === 1 ? 'one' : 'other'}`], { count });

let failures = 0;

/** One test: what throws has failed, and the next one goes on. */
export async function test(name, body) {
  const started = Date.now();
  const seconds = () => `(${((Date.now() - started) / 1000).toFixed(1)} s)`;
  try {
    await body();
    console.log(`ok ${name} ${seconds()}`);
  } catch (error) {
    failures++;
    console.log(`not ok ${name} ${seconds()}`);
    for (const line of `${error.stack ?? error}`.split('\n').slice(0, 14)) console.log(`# ${line}`);
  }
}

export const failed = () => failures;

export function must(condition, what) {
  if (!condition) throw new Error(what);
}

export function same(actual, expected, what) {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)];
  must(left === right, `${what}: ${left} instead of ${right}`);
}

/** Tries until it is so: the page works while we look. */
export async function eventually(what, condition) {
  const deadline = Date.now() + STEP_MS;
  for (;;) {
    const value = await condition();
    if (value) return value;
    must(Date.now() < deadline, `not so after ${STEP_MS / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: FLAGS,
  });

/** A visitor: a browser profile of its own and a page in it whose console is watched. */
export async function visitor(browser, url, options = {}) {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-US',
    viewport: WIDE,
    colorScheme: 'light',
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(STEP_MS);
  const page = await context.newPage();
  watchRequests(page);
  const faults = [];
  const expected = [];
  page.on('pageerror', (error) => faults.push(`${error}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' || KNOWN.test(message.text())) return;
    const fault = `${message.text()} (${message.location().url})`;
    if (!expected.some((pattern) => pattern.test(fault))) faults.push(fault);
  });
  return { context, page, faults, expect: (pattern) => expected.push(pattern) };
}

/** The requests of a page that have no answer yet. */
const requests = new WeakMap();

function watchRequests(page) {
  const open = new Set();
  requests.set(page, open);
  page.on('request', (request) => open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
}

export async function signIn(page, texts, login, password) {
  await page.goto('/sign-in');
  await page.getByLabel(texts['sign-in'].login, { exact: true }).fill(login);
  await page.getByLabel(texts['sign-in'].password, { exact: true }).fill(password);
  await page.getByRole('button', { name: texts['sign-in'].submit, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: texts.overview.title }).waitFor();
}

/** Follows a link of the menu, on a phone after opening it. */
export async function goTo(page, texts, label) {
  const phone = page.viewportSize().width < 768;
  if (phone) await page.getByRole('button', { name: texts.shell.open_menu }).click();
  await page
    .getByRole('navigation', { name: texts.shell.menu })
    .getByRole('link', { name: texts.shell[label] })
    .click();
  await settled(page);
}

/** Everything is there: no request is out, nothing is loading or moving. */
export async function settled(page) {
  let quiet = 0;
  await eventually('nothing is loading', async () => {
    quiet = requests.get(page).size === 0 && (await page.evaluate(isStill)) ? quiet + 1 : 0;
    return quiet === 3;
  });
}

function isStill() {
  return (
    document.getElementById('root')?.hasAttribute('data-started') &&
    !document.querySelector('[aria-busy="true"], .ant-skeleton-active, .ant-spin-spinning') &&
    document.getAnimations().every((animation) => animation.playState !== 'running')
  );
}

/** What axe finds against WCAG 2.1 A and AA, in words. */
export async function axeFaults(page) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'],
      resultTypes: ['violations'],
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        (node) =>
          `${id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)} ${node.failureSummary.split('\n')[1] ?? ''}`,
      ),
    );
  });
}

export const overflow = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
