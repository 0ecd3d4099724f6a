// SPDX-License-Identifier: Apache-2.0
import { apiAs, cents, money } from '../api.mjs';
import { filled, must, overflow, same, settled, signIn, test, textsOf, visitor } from '../harness.mjs';

const t = textsOf('en');

const plus = (left, right) => {
  const sum = `${cents(left) + cents(right)}`.padStart(3, '0');
  return `${sum.slice(0, -2)}.${sum.slice(-2)}`;
};

/** What the first page says, against the API asked directly. */
export async function overview(browser, { url, owner, finance }) {
  for (const [name, member] of Object.entries({ A: owner, B: finance })) {
    const { context, page, faults } = await visitor(browser, url);
    await test(`overview of ${name}: the balances are those of the API`, async () => {
      const balance = await (await apiAs(url, member.login, member.password)).get('/v1/balance');
      await signIn(page, t, member.login, member.password);
      await settled(page);
      const shown = {
        [t.overview.cash]: balance.cash,
        [t.overview.vouchers]: plus(balance.ordinary, balance.full_reduction),
        [t.overview.stored_value]: balance.stored_value,
      };
      for (const [title, amount] of Object.entries(shown)) {
        const card = page.locator('.ant-card').filter({ has: page.getByText(title, { exact: true }) });
        const text = await card.first().innerText();
        must(text.includes(money(amount, balance.currency)), `${title} should say ${amount}: ${text}`);
      }
    });
    await test(`overview of ${name}: arrears are announced while there are any`, async () => {
      const balance = await (await apiAs(url, member.login, member.password)).get('/v1/balance');
      const banner = page.getByRole('alert').filter({ hasText: money(balance.arrears, balance.currency) });
      same(await banner.count(), balance.arrears === '0.00' ? 0 : 1, 'banners');
      if (balance.arrears !== '0.00') {
        const title = filled(t.overview.arrears_title, { amount: money(balance.arrears, balance.currency) });
        await banner.getByText(title, { exact: true }).waitFor();
      }
    });
    await test(`overview of ${name}: all of it and of the menu can be seen`, async () => {
      same(await overflow(page), 0, 'pixels too wide');
      const cut = await page
        .getByRole('navigation', { name: t.shell.menu })
        .locator('.ant-menu-title-content')
        .evaluateAll((names) => names.filter((one) => one.scrollWidth > one.clientWidth).length);
      same(cut, 0, 'names of the menu that are cut');
    });
    await test(`overview of ${name}: no error in the browser`, async () => same(faults, [], 'faults'));
    await context.close();
  }
}
