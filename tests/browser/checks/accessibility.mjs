// SPDX-License-Identifier: Apache-2.0
import {
  axeFaults,
  eventually,
  same,
  settled,
  signIn,
  test,
  textsOf,
  VIEWPORTS,
  visitor,
} from '../harness.mjs';
import { pagesFor } from '../pages.mjs';

const t = textsOf('en');

/** axe-core on every page, in both appearances and sizes; one page load serves all four. */
export async function accessibility(browser, world) {
  const pages = await pagesFor(world);
  const { context, page, faults } = await visitor(browser, world.url);
  await test('axe: sign-in', async () => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: t['sign-in'].submit, exact: true }).waitFor();
    same(await everyWay(page), [], 'violations');
  });
  await page.emulateMedia({ colorScheme: 'light' });
  await signIn(page, t, world.owner.login, world.owner.password);
  for (const [name, path] of Object.entries(pages)) {
    await test(`axe: ${name}`, async () => {
      await page.goto(path);
      same(await everyWay(page), [], 'violations');
    });
  }
  await test('axe: no error in the browser', async () => same(faults, [], 'faults'));
  await context.close();
}

/** Each way differs from the one before in one thing. */
const WAYS = [
  ['wide', 'light'],
  ['wide', 'dark'],
  ['phone', 'dark'],
  ['phone', 'light'],
];

async function everyWay(page) {
  const violations = [];
  for (const [size, colorScheme] of WAYS) {
    await page.setViewportSize(VIEWPORTS[size]);
    await page.emulateMedia({ colorScheme });
    await eventually('the appearance', () =>
      page.evaluate((scheme) => document.documentElement.style.colorScheme === scheme, colorScheme),
    );
    await settled(page);
    violations.push(...(await axeFaults(page)).map((fault) => `${size} ${colorScheme}: ${fault}`));
  }
  return violations;
}
