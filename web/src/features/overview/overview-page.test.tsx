// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import type { Schemas } from '@/api/client';
import { at, me, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import { monthsOf } from './month-to-date';

const balance: Schemas['Balance'] = {
  account: 'A',
  name: 'Alpha Trading',
  currency: 'CNY',
  cash: '512.40',
  frozen: '12.00',
  is_frozen: false,
  arrears: '0.00',
  ordinary: '100.10',
  full_reduction: '118.20',
  cards: '310.00',
  stored_value: '310.00',
  as_of: '2015-03-14T08:00:00Z',
  seq: 41,
};

const nothing = {
  ordinary: '0.00',
  full_reduction: '0.00',
  card: '0.00',
  cash: '0.00',
  arrears: '0.00',
  cloud: '0.00',
};

const usage = (day: string | null, item: string | null, workspace: string | null, charge: string) => ({
  day,
  site: workspace && 'cn1',
  workspace,
  item,
  quantity: null,
  units: null,
  unit_name: null,
  charge,
});

const pages: Record<string, unknown[]> = {
  '': [usage('2015-03-02', 'logs', null, '42.17'), usage('2015-03-03', 'logs', null, '1.00')],
  two: [usage('2015-03-03', 'time_series', null, '90.00'), usage('2015-03-03', 'brand_new', null, '0.50')],
};

/** Everything the page asks for; `totals` by the first day asked for. */
function serve(more: Partial<Schemas['Balance']>, totals: Record<string, string>, empty = false) {
  const list = { currency: 'CNY', from: '2015-02-13', until: '2015-03-14', next_cursor: null };
  server.use(
    http.get(at('/v1/balance'), () => HttpResponse.json({ ...balance, ...more })),
    http.get(at('/v1/bills/daily'), ({ request }) => {
      const from = new URL(request.url).searchParams.get('from') ?? '';
      return HttpResponse.json({
        ...list,
        items: [],
        totals: { count: 0, total: totals[from] ?? '0.00', paid: nothing },
      });
    }),
    http.get(at('/v1/usage/daily'), ({ request }) => {
      const query = new URL(request.url).searchParams;
      const by = query.get('by')?.split(',');
      if (empty) return HttpResponse.json({ ...list, by, items: [], totals: null });
      if (query.get('by') === 'workspace') {
        return HttpResponse.json({
          ...list,
          by,
          items: [usage(null, null, 'ws-fb', '133.67')],
          totals: null,
        });
      }
      const cursor = query.get('cursor') ?? '';
      return HttpResponse.json({
        ...list,
        by,
        items: pages[cursor],
        totals: null,
        next_cursor: cursor ? null : 'two',
      });
    }),
    http.get(at('/v1/vouchers'), () =>
      HttpResponse.json({ currency: 'CNY', items: [], totals: null, next_cursor: null }),
    ),
    http.get(at('/v1/cards'), () =>
      HttpResponse.json({ currency: 'CNY', items: [], totals: null, next_cursor: null }),
    ),
  );
}

test('shows the balances; without arrears there is no banner', async () => {
  serve({}, {});
  await openSignedIn('/');
  expect(await screen.findByText('¥512.40')).toBeInTheDocument();
  expect(screen.getByText('¥218.30')).toBeInTheDocument();
  expect(screen.queryByText(/in arrears/)).not.toBeInTheDocument();
});

test('tells arrears, how much and what to do', async () => {
  serve({ arrears: '1288.06', stored_value: '-978.06' }, {});
  await openSignedIn('/');
  expect(await screen.findByText('The account is in arrears by ¥1,288.06')).toBeInTheDocument();
  expect(screen.getByText(/Recharge at least ¥1,288.06/)).toBeInTheDocument();
  expect(screen.getByText('-¥978.06')).toBeInTheDocument();
  expect(screen.getByText('-¥1,288.06')).toBeInTheDocument();
  expect(screen.getByRole('link', { name: 'See where they come from' })).toHaveAttribute(
    'href',
    '/transactions?source=arrears',
  );
});

test.each([
  [{ '2015-03-01': '150.00', '2015-02-01': '100.00' }, '▲ +¥50.00 (+50.0%)'],
  [{ '2015-03-01': '75.00', '2015-02-01': '100.00' }, '▼ -¥25.00 (-25.0%)'],
  [{ '2015-03-01': '75.00' }, '▲ +¥75.00'],
  [{}, 'As much as in the month before'],
])('compares the days billed this month with the same days before: %o', async (totals, text) => {
  serve({}, totals as Record<string, string>);
  await openSignedIn('/');
  expect(await screen.findByText((_, element) => element?.textContent === text)).toBeInTheDocument();
  const { '2015-02-01': earlier = '0.00' } = totals as Record<string, string>;
  expect(screen.getByText(`03-01 – 03-13, against ¥${earlier} of 02-01 – 02-13`)).toBeInTheDocument();
});

test('today has no bill yet, so both months end with yesterday; a shorter one ends with itself', () => {
  const spans = (today: string) => {
    const days = monthsOf(today);
    return days && [days.now, days.before].map(({ from, until }) => `${from} ${until}`);
  };
  expect(spans('2015-03-14')).toEqual(['2015-03-01 2015-03-13', '2015-02-01 2015-02-13']);
  expect(spans('2015-03-31')).toEqual(['2015-03-01 2015-03-30', '2015-02-01 2015-02-28']);
  expect(spans('2015-01-05')).toEqual(['2015-01-01 2015-01-04', '2014-12-01 2014-12-04']);
  expect(spans('2015-03-02')).toEqual(['2015-03-01 2015-03-01', '2015-02-01 2015-02-01']);
  expect(spans('2015-03-01')).toBeUndefined();
});

test('on the first of a month there is nothing to compare yet', async () => {
  serve({}, { '2015-02-01': '100.00' });
  await openSignedIn('/', { ...me, today: '2015-03-01' });
  expect(
    await screen.findByText(
      'Days are billed when they are over: the first bills of this month come tomorrow',
    ),
  ).toBeInTheDocument();
  expect(screen.queryByText(/against/)).not.toBeInTheDocument();
});

const voucher = (number: number, expires_at: string): Schemas['Purse'] => ({
  purse: `2f1a6f0e-6a35-4a6c-8d4f-0f4a4f8f3f${number}`,
  number,
  kind: 'ordinary',
  origin: 'granted',
  currency: 'CNY',
  face: '100.00',
  balance: '100.00',
  available: '100.00',
  frozen: false,
  replaces: null,
  state: 'active',
  valid_from: null,
  expires_at,
  items: null,
  min_spend: null,
  created_at: '2015-02-27T00:00:00Z',
});

test('of all that expires the soonest show, however old; each opens', async () => {
  serve({}, {}, true);
  const newest = [20, 19, 18, 17, 16, 15].map((number) => voucher(number, '2015-04-01T00:00:00Z'));
  server.use(
    http.get(at('/v1/vouchers'), ({ request }) => {
      const second = new URL(request.url).searchParams.has('cursor');
      return HttpResponse.json({
        currency: 'CNY',
        items: second ? [voucher(11, '2015-03-15T00:00:00Z')] : newest,
        totals: second ? null : { count: 7, face: '700.00', balance: '700.00', available: '700.00' },
        next_cursor: second ? null : 'two',
      });
    }),
  );
  await openSignedIn('/');
  const first = await screen.findByRole('link', { name: 'Ordinary voucher #11' });
  expect(first).toHaveAttribute('href', `/vouchers?purse=${voucher(11, '').purse}`);
  const numbers = screen.getAllByRole('link', { name: /voucher #/ }).map((link) => link.textContent);
  expect(numbers[0]).toBe('Ordinary voucher #11');
  expect(numbers).toHaveLength(6);
  expect(screen.getByText('1 more expires')).toBeInTheDocument();
});

test('shows the consumption of all pages as figures, the dearest item first', async () => {
  serve({}, {});
  await openSignedIn('/');
  await userEvent.click(await screen.findByText('Table'));
  const table = within(await screen.findByRole('table'));
  expect(table.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
    'Day',
    'Total',
    'Time series',
    'Logs',
    'brand_new',
  ]);
  expect(table.getAllByRole('row').map((row) => row.textContent)).toEqual([
    'DayTotalTime seriesLogsbrand_new',
    '2015-03-03¥91.50¥90.00¥1.00¥0.50',
    '2015-03-02¥42.17–¥42.17–',
    'Total¥133.67¥90.00¥43.17¥0.50',
  ]);
});

test('a new account is told that there is nothing yet', async () => {
  serve({}, {}, true);
  await openSignedIn('/');
  await waitFor(() =>
    expect(screen.getAllByText('Nothing was consumed in the last 30 days')).toHaveLength(2),
  );
  expect(await screen.findByText('No bills in the last 30 days')).toBeInTheDocument();
  expect(await screen.findByText('No voucher and no card expires within 30 days')).toBeInTheDocument();
});

test('a part that fails says so and can be tried again; the others stand', async () => {
  serve({}, {}, true);
  server.use(http.get(at('/v1/balance'), () => problem('internal', 500), { once: true }));
  await openSignedIn('/');
  const alert = await screen.findByRole('alert');
  expect(within(alert).getByText('The server failed')).toBeInTheDocument();
  await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('¥512.40')).toBeInTheDocument();
});
