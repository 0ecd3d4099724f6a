// SPDX-License-Identifier: Apache-2.0
import { apiAs, cents, money } from '../api.mjs';
import { goTo, must, same, settled, signIn, test, textsOf, visitor } from '../harness.mjs';

const t = textsOf('en');

const LISTS = {
  transactions: '/v1/transactions?limit=20',
  vouchers: '/v1/vouchers?limit=20',
  cards: '/v1/cards?limit=20',
  workspaces: '/v1/workspaces?limit=20',
};

/** The other lists have the rows of the API. */
export async function lists(browser, { url, owner }) {
  const api = await apiAs(url, owner.login, owner.password);
  const { context, page, faults } = await visitor(browser, url);
  await signIn(page, t, owner.login, owner.password);
  for (const [label, path] of Object.entries(LISTS)) {
    await test(`${label}: the rows of the API`, async () => {
      const { items } = await api.get(path);
      must(items.length > 0, 'the demo has none');
      await goTo(page, t, label);
      await page.getByRole('heading', { level: 1, name: t.shell[label] }).waitFor();
      await settled(page);
      same(await page.getByRole('main').locator('tbody tr[data-row-key]').count(), items.length, 'rows');
    });
  }
  await test('transactions: the newest entry as the API has it', async () => {
    const { items, currency } = await api.get('/v1/transactions?limit=1');
    await goTo(page, t, 'transactions');
    const [newest] = items;
    const row = await page.getByRole('main').locator('tbody tr[data-row-key]').first().innerText();
    must(row.includes(money(newest.amount, currency)), `${newest.amount}: ${row}`);
  });
  await test('transactions: what came in and went out in sum', async () => {
    const { totals, currency } = await api.get('/v1/transactions?limit=1');
    const text = await page.getByRole('main').innerText();
    for (const amount of [totals.in, totals.out]) {
      must(cents(amount) > 0n && text.includes(money(amount, currency)), `${amount}: ${text.slice(0, 300)}`);
    }
  });
  await test('lists: no error in the browser', async () => same(faults, [], 'faults'));
  await context.close();
}
