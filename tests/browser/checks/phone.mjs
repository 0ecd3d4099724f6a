// SPDX-License-Identifier: Apache-2.0
import {
  eventually,
  filled,
  goTo,
  must,
  overflow,
  same,
  settled,
  signIn,
  test,
  textsOf,
  VIEWPORTS,
  visitor,
} from '../harness.mjs';

const t = textsOf('en');
const LISTS = ['bills', 'transactions', 'vouchers', 'cards', 'workspaces'];

/** Under 768 px: cards instead of tables, the menu in a drawer, nothing wider than the screen. */
export async function phone(browser, { url, owner }) {
  const { context, page, faults } = await visitor(browser, url, {
    viewport: VIEWPORTS.phone,
    hasTouch: true,
    isMobile: true,
  });
  await test('phone: the sign-in page and the overview fit', async () => {
    await page.goto('/sign-in');
    await page.getByRole('button', { name: t['sign-in'].submit, exact: true }).waitFor();
    same(await overflow(page), 0, 'sign-in: pixels too wide');
    await signIn(page, t, owner.login, owner.password);
    await settled(page);
    same(await overflow(page), 0, 'overview: pixels too wide');
  });
  for (const label of LISTS) {
    await test(`phone: ${label} shows cards that fit`, async () => {
      await goTo(page, t, label);
      await page.getByRole('heading', { level: 1, name: t.shell[label] }).waitFor();
      await settled(page);
      same(await page.getByRole('main').locator('table').count(), 0, 'tables');
      must((await page.getByRole('main').locator('ul > li .ant-card').count()) > 0, 'no cards');
      same(await overflow(page), 0, 'pixels too wide');
    });
  }
  await test('phone: filters are behind a button, and fit', async () => {
    await goTo(page, t, 'bills');
    const main = page.getByRole('main');
    same(await main.getByRole('combobox', { name: t.bills.state }).count(), 0, 'filters before');
    await main.getByRole('button', { name: t.common.filters, exact: true }).click();
    await main.getByRole('combobox', { name: t.bills.state }).click();
    await page
      .locator('.ant-select-dropdown:visible')
      .getByTitle(t.bills.state_settled, { exact: true })
      .click();
    await main.getByRole('button', { name: filled(t.common.filters_set, { number: 1 }) }).waitFor();
    await settled(page);
    same(await overflow(page), 0, 'pixels too wide');
    await main.getByRole('button', { name: t.common.clear_filters }).click();
  });
  await test('phone: a bill takes the whole screen and fits', async () => {
    await goTo(page, t, 'bills');
    await page.getByRole('main').getByRole('link').first().click();
    const drawer = page.getByRole('dialog');
    await drawer.getByTestId('bill-total').waitFor();
    await settled(page);
    same((await drawer.boundingBox()).width, VIEWPORTS.phone.width, 'width');
    same(
      await drawer.locator('.ant-drawer-body').evaluate((body) => body.scrollWidth - body.clientWidth),
      0,
      'too wide',
    );
    same(await drawer.locator('table').count(), 0, 'tables');
    await drawer.getByRole('button', { name: t.common.close, exact: true }).click();
    await eventually('it is closed', async () => (await page.getByRole('dialog').count()) === 0);
  });
  await test('phone: no error in the browser', async () => same(faults, [], 'faults'));
  await context.close();
}
