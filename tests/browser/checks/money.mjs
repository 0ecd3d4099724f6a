// SPDX-License-Identifier: Apache-2.0
import { apiAs, cents, money as say } from '../api.mjs';
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
import { tellingBills } from '../pages.mjs';

const t = textsOf('en');
const drawerOf = (page) => page.getByRole('dialog');

/** Why bills were paid as they were, what will be, what was, and what members do with money. */
export async function money(browser, world) {
  const api = await apiAs(world.url, world.owner.login, world.owner.password);
  const { context, page, faults, expect } = await visitor(browser, world.url);
  await signIn(page, t, world.owner.login, world.owner.password);
  await explanations(page, api);
  await forecasts(page, api);
  await instants(page, api);
  await entries(page, api);
  await actions(page, api, expect);
  await test('money: no error in the browser', async () => same(faults, [], 'faults'));
  await context.close();
}

async function explanations(page, api) {
  for (const [name, { bill }] of Object.entries(await tellingBills(api))) {
    await test(`explanation: every source as the API has it (${name})`, async () => {
      const { sources, total, currency } = await api.get(`/v1/bills/daily/${bill}/explain`);
      await page.goto(`/bills?bill=${bill}`);
      await drawerOf(page).getByText(t.bills.view_explain, { exact: true }).click();
      await settled(page);
      must(new URL(page.url()).searchParams.get('view') === 'explain', 'the address has no view');
      const shown = await drawerOf(page)
        .locator('li[data-outcome]')
        .evaluateAll((items) => items.map(({ dataset }) => [dataset.source, dataset.outcome]));
      const wanted = sources.map((source) => [source.source, source.outcome]);
      same(shown, wanted, 'sources and outcomes');
      const amounts = await drawerOf(page)
        .locator('[data-amount]')
        .evaluateAll((items) => items.map(({ dataset }) => dataset.amount));
      const sum = amounts.map(cents).reduce((all, amount) => all + amount, 0n);
      same(`${sum}`, `${cents(total)}`, 'sum of what they paid');
      must(
        (await drawerOf(page).getByTestId('rounding-steps').innerText()).includes(say(total, currency)),
        'the rounded total',
      );
    });
  }
  await test('explanation: on a phone it fits', async () => {
    await page.setViewportSize(VIEWPORTS.phone);
    await settled(page);
    const tooWide = await drawerOf(page)
      .locator('.ant-drawer-body')
      .evaluate((body) => body.scrollWidth - body.clientWidth);
    same(tooWide, 0, 'too wide');
    await page.setViewportSize(VIEWPORTS.wide);
  });
}

async function forecasts(page, api) {
  await test('forecast: the next days as the API has them, at both widths', async () => {
    await page.goto('/');
    await goTo(page, t, 'forecast');
    const data = await api.post('/v1/simulations/deduction', { days: 90, daily: 'average_7_days' });
    const text = await page.getByRole('main').innerText();
    const { days, bills, from, until } = data.basis;
    const basis = filled(t.forecast[days === 1 ? 'basis_one' : 'basis_other'], {
      count: days,
      bills,
      from,
      until,
    });
    must(text.includes(basis), `${basis}: ${text.slice(0, 400)}`);
    for (const day of [data.cash_ends, data.arrears_begin]) must(!day || text.includes(day), `no ${day}`);
    for (const size of ['phone', 'wide']) {
      await page.setViewportSize(VIEWPORTS[size]);
      await settled(page);
      same(await overflow(page), 0, `${size}: pixels too wide`);
    }
  });
  await test('forecast: who pays the next bill', async () => {
    await page.getByText(t.forecast.mode_bill, { exact: true }).click();
    const amount = page.getByRole('spinbutton', { name: filled(t.forecast.line_amount, { number: 1 }) });
    await amount.fill('60');
    await page.getByRole('button', { name: t.forecast.submit, exact: true }).click();
    await page.locator('li[data-outcome="used"]').first().waitFor();
    const amounts = await page
      .locator('li[data-outcome="used"] [data-amount]')
      .evaluateAll((items) => items.map(({ dataset }) => dataset.amount));
    same(`${amounts.map(cents).reduce((all, part) => all + part, 0n)}`, '6000', 'what they pay');
  });
}

async function instants(page, api) {
  await test('balances at an instant: what the books said', async () => {
    const { as_of: now } = await api.get('/v1/me');
    const at = new Date(Date.parse(now) - 5 * 86_400_000).toISOString().replace('.000Z', 'Z');
    const then = await api.get(`/v1/balance?at=${at}`);
    await page.goto(`/?at=${at}`);
    const table = drawerOf(page).getByRole('table');
    await table.waitFor();
    const text = await table.innerText();
    for (const name of ['cash', 'frozen', 'ordinary', 'full_reduction', 'cards']) {
      must(text.includes(say(then[name], then.currency)), `${name} ${then[name]}: ${text}`);
    }
  });
}

async function entries(page, api) {
  await test('an entry: its hash, and its proof as a file', async () => {
    const [entry] = (await api.get('/v1/transactions?limit=1')).items;
    await page.goto(`/transactions?entry=${entry.seq}`);
    await drawerOf(page)
      .getByText(`${entry.hash.slice(0, 12)}…`)
      .waitFor();
    const download = page.waitForEvent('download');
    await drawerOf(page).getByRole('button', { name: t.transactions.download_proof }).click();
    const name = (await download).suggestedFilename();
    must(new RegExp(`^proof-.*-${entry.seq}\\.json$`).test(name), name);
  });
}

async function actions(page, api, expect) {
  await test('a card: bought after a question, or refused in words', async () => {
    expect(/402 .*\/v1\/cards/);
    const balance = await api.get('/v1/balance');
    const enough = cents(balance.cash) >= 10_000n && balance.arrears === '0.00';
    const count = (await api.get('/v1/cards')).totals.count;
    await page.goto('/cards');
    await page.getByRole('button', { name: t.purses.buy_card, exact: true }).click();
    const dialog = page.locator('.ant-modal');
    await dialog.getByText(say('100.00', balance.currency), { exact: true }).click();
    await dialog.getByRole('button', { name: t.purses.continue, exact: true }).click();
    await dialog
      .getByText(filled(t.purses.card_question, { amount: say('100.00', balance.currency) }))
      .waitFor();
    await dialog
      .getByRole('button', {
        name: filled(t.purses.card_confirm, { amount: say('100.00', balance.currency) }),
      })
      .click();
    await dialog.getByText(enough ? t.purses.card_bought : t.problems['insufficient-funds']).waitFor();
    const now = (await api.get('/v1/cards')).totals.count;
    same(now - count, enough ? 1 : 0, 'new cards');
    await page.keyboard.press('Escape');
  });
  await test('a code that does not exist is refused in words', async () => {
    expect(/404 .*\/v1\/vouchers\/activations/);
    await page.goto('/vouchers');
    await page.getByRole('button', { name: t.purses.activate, exact: true }).click();
    const dialog = page.locator('.ant-modal');
    await dialog.getByLabel(t.purses.code, { exact: true }).fill('AAAAA-AAAAA-AAAAA-AAAAA');
    await dialog.getByRole('button', { name: t.purses.continue, exact: true }).click();
    await dialog.getByRole('button', { name: t.purses.code_confirm, exact: true }).click();
    await dialog.getByText(t.problems['no-such-code']).waitFor();
    await page.keyboard.press('Escape');
    await eventually('it is closed', async () => !(await dialog.isVisible()));
  });
}
