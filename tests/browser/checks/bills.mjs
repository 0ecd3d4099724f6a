// SPDX-License-Identifier: Apache-2.0
import { apiAs, cents, money } from '../api.mjs';
import {
  counted,
  eventually,
  filled,
  goTo,
  must,
  same,
  settled,
  signIn,
  test,
  textsOf,
  visitor,
} from '../harness.mjs';
import { tellingBills } from '../pages.mjs';

const t = textsOf('en');
const search = (page) => Object.fromEntries(new URL(page.url()).searchParams);
const table = (page) => page.getByRole('region', { name: t.bills.title, exact: true });
const rowsOf = (page) => table(page).locator('tbody tr[data-row-key]');
const totalsOf = async (page) => (await table(page).locator('tfoot tr').innerText()).split(/\s+/);
const drawerOf = (page) => page.getByRole('dialog');
const stepsOf = (page) =>
  drawerOf(page).getByRole('list', { name: t.bills.deduction, exact: true }).locator('> li');

/** Consumption details: filters, totals, and a bill followed down to nothing. */
export async function bills(browser, world) {
  const { url, owner } = world;
  const api = await apiAs(url, owner.login, owner.password);
  const { context, page, faults, expect } = await visitor(browser, url);
  await signIn(page, t, owner.login, owner.password);

  await test('bills: all rows and the totals of the API', async () => {
    await goTo(page, t, 'bills');
    const { items, totals, currency } = await api.get('/v1/bills/daily?limit=20');
    same(await rowsOf(page).count(), items.length, 'rows');
    must((await totalsOf(page)).includes(money(totals.total, currency)), `totals: ${await totalsOf(page)}`);
    await page.getByText(counted(t.bills, 'bills_found', totals.count)).waitFor();
  });

  await test('bills: a filter stands in the address, narrows the rows and outlives a reload', async () => {
    const [{ site, workspace }] = (await api.get('/v1/workspaces')).items;
    await page.getByRole('combobox', { name: t.bills.workspace }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle(workspace, { exact: true }).click();
    await eventually(
      'the address has it',
      () => search(page).workspace === workspace && search(page).site === site,
    );
    const { totals, currency } = await api.get(`/v1/bills/daily?site=${site}&workspace=${workspace}`);
    for (const again of [false, true]) {
      if (again) await page.reload();
      await page.getByText(counted(t.bills, 'bills_found', totals.count), { exact: true }).waitFor();
      await settled(page);
      same(await rowsOf(page).count(), Math.min(totals.count, 20), 'rows');
      must((await totalsOf(page)).includes(money(totals.total, currency)), `totals: ${await totalsOf(page)}`);
    }
    await page.getByRole('button', { name: t.common.clear_filters }).click();
    await eventually('the address has no filter', () => Object.keys(search(page)).length === 0);
  });

  await test('bills: the next page has other rows, and the previous one the same again', async () => {
    await settled(page);
    const first = await rowsOf(page).first().getAttribute('data-row-key');
    await page.getByRole('button', { name: t.common.next_page }).click();
    await eventually(
      'other rows',
      async () => (await rowsOf(page).first().getAttribute('data-row-key')) !== first,
    );
    await page.getByRole('button', { name: t.common.previous_page }).click();
    await eventually(
      'the same rows',
      async () => (await rowsOf(page).first().getAttribute('data-row-key')) === first,
    );
  });

  await test('bills: a row opens its bill, Escape closes it, and the focus is back on the row', async () => {
    const id = await rowsOf(page).nth(2).getAttribute('data-row-key');
    await page.locator(`#bill-${id}`).focus();
    await page.keyboard.press('Enter');
    await drawerOf(page).getByTestId('bill-total').waitFor();
    same(search(page).bill, id, 'bill in the address');
    await page.keyboard.press('Escape');
    await drawerOf(page).waitFor({ state: 'detached' });
    must(!search(page).bill, 'the address has no bill');
    await eventually('the focus is back', () =>
      page.evaluate((key) => document.activeElement?.id === key, `bill-${id}`),
    );
  });

  for (const [name, { bill }] of Object.entries(await tellingBills(api))) await follow(page, api, bill, name);
  await test('bills: an unknown bill is said', async () => {
    expect(/404 .*\/v1\/bills\/daily\//);
    await page.goto('/bills?bill=00000000-0000-4000-8000-000000000000');
    await drawerOf(page).getByText(t.problems['no-such-bill']).waitFor();
  });
  await test('bills: no error in the browser', async () => same(faults, [], 'faults'));
  await context.close();
  await repaid(browser, world);
}

/** Each step: the posting, what is left after it, and at the end nothing. */
async function follow(page, api, id, name) {
  await test(`bills: the deduction adds up to the total (${name})`, async () => {
    const bill = await api.get(`/v1/bills/daily/${id}`);
    const say = (amount) => money(amount, bill.currency);
    await page.goto(`/bills?bill=${id}&from=2015-01-01&until=2015-01-01`);
    await drawerOf(page).getByTestId('bill-total').waitFor();
    await settled(page);
    same(await drawerOf(page).getByTestId('bill-total').innerText(), say(bill.total), 'total');
    const amounts = await stepsOf(page)
      .locator('[data-amount]')
      .evaluateAll((shown) => shown.map((element) => element.dataset.amount));
    same(
      amounts,
      bill.postings.map((posting) => posting.amount),
      'steps',
    );
    same(
      `${amounts.map(cents).reduce((sum, amount) => sum + amount, 0n)}`,
      `${cents(bill.total)}`,
      'sum of the steps',
    );
    const sources = await stepsOf(page).evaluateAll((steps) => steps.map((step) => step.dataset.source));
    const order = ['ordinary', 'full_reduction', 'card', 'cash', 'arrears'];
    same(
      sources.filter((source, index) => source !== sources[index - 1]),
      order,
      'order of the sources',
    );
    same(
      await drawerOf(page)
        .getByTestId('left')
        .innerText()
        .then((text) => text.split('\n').at(-1)),
      say(bill.paid.arrears),
      'left',
    );
    const used = stepsOf(page).filter({ has: page.locator('[data-amount]') });
    for (const [index, posting] of bill.postings.entries()) {
      const text = await used.nth(index).innerText();
      const { balance_before: before, amount, balance_after: after } = posting;
      must(text.includes(`${say(before)} − ${say(amount)} = ${say(after)}`), `step ${index + 1}: ${text}`);
      for (const line of posting.lines) must(text.includes(say(line.amount)), `line ${line.line}: ${text}`);
    }
    const lines = drawerOf(page).locator('tbody tr[data-row-key]');
    same(await lines.count(), bill.lines.length, 'lines');
    must(
      (await drawerOf(page).getByTestId('rounding').innerText()).includes(say(bill.total)),
      'the rounding',
    );
  });
}

/** B's arrears: what was repaid since is said. */
async function repaid(browser, { url, finance }) {
  const api = await apiAs(url, finance.login, finance.password);
  const { context, page, faults } = await visitor(browser, url);
  await signIn(page, t, finance.login, finance.password);
  await test('bills: arrears say what was repaid since', async () => {
    const owing = (await api.get('/v1/bills/daily?limit=500')).items.filter(
      (bill) => cents(bill.paid.arrears) > 0n,
    );
    must(owing.length > 0, 'B has no bill in arrears');
    await page.goto(`/bills?bill=${owing[0].bill}`);
    const step = drawerOf(page).locator('li[data-source="arrears"]');
    await step
      .getByText(t.bills.not_repaid)
      .or(step.getByText(/still owed/))
      .waitFor();
    const { items } = await api.get('/v1/bills/daily?limit=500&until=2015-03-07');
    for (const { bill } of items) {
      const { postings } = await api.get(`/v1/bills/daily/${bill}`);
      const arrears = postings.find((posting) => posting.source === 'arrears');
      if (!arrears || arrears.repaid !== arrears.amount) continue;
      await page.goto(`/bills?bill=${bill}`);
      await step.getByText(t.bills.repaid_in_full).waitFor();
      return;
    }
    must(false, 'B has no arrears that were repaid');
  });
  await test("bills: no error in B's browser", async () => same(faults, [], 'faults'));
  await context.close();
}
