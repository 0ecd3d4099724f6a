// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import type { Purse, Transaction } from './api';

const PURSE = '2f1a6f0e-6a35-4a6c-8d4f-0f4a4f8f3f10';
const BILL = '7a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f11';

const voucher: Purse = {
  purse: PURSE,
  number: 4,
  kind: 'ordinary',
  origin: 'granted',
  currency: 'CNY',
  face: '200.00',
  balance: '50.00',
  available: '0.00',
  state: 'expired',
  frozen: false,
  replaces: null,
  valid_from: '2015-02-27T00:00:00Z',
  expires_at: '2015-03-01T16:00:00Z',
  items: null,
  min_spend: null,
  created_at: '2015-02-27T00:00:00Z',
};

const grant: Transaction = {
  seq: 1,
  operation: 1,
  recorded_at: '2015-02-27T00:00:00Z',
  day: '2015-02-27',
  type: 'grant',
  source: 'ordinary',
  purse: PURSE,
  purse_number: 4,
  amount: '200.00',
  balance_before: '0.00',
  balance_after: '200.00',
  balances: { cash: '0.00', frozen: '0.00', vouchers: '200.00', stored_value: '0.00' },
  bill: null,
  note: null,
  hash: 'c0ffee'.padEnd(64, '0'),
};

const deduction: Transaction = {
  ...grant,
  seq: 2,
  day: '2015-02-28',
  type: 'deduction',
  amount: '-150.00',
  balance_before: '200.00',
  balance_after: '50.00',
  bill: { bill: BILL, site: 'cn1', workspace: 'ws-fb', day: '2015-02-28' },
};

const answer = (items: object[], next_cursor: string | null = null) =>
  HttpResponse.json({ currency: 'CNY', from: '', until: '', items, totals: null, next_cursor });

function answering(purses: Purse[], record: (query: URLSearchParams) => Response) {
  const asked: Record<string, string>[] = [];
  server.use(
    http.get(at('/v1/vouchers'), ({ request }) =>
      answer(new URL(request.url).searchParams.has('state') ? [] : purses),
    ),
    http.get(at('/v1/transactions'), ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(Object.fromEntries(searchParams));
      return record(searchParams);
    }),
  );
  return asked;
}

test('opens by its number and closes again; the address says which one', async () => {
  const asked = answering([voucher], () => answer([deduction, grant]));
  const { history } = await openSignedIn('/vouchers');
  await userEvent.click(await screen.findByRole('link', { name: 'Ordinary voucher #4' }));
  const drawer = await screen.findByRole('dialog');
  expect(history.location.search).toBe(`?purse=${PURSE}`);
  expect(
    within(drawer).getByText(/stands in the books as balance until it is booked out/),
  ).toBeInTheDocument();

  const row = (await within(drawer).findByText('-¥150.00')).closest('tr') as HTMLElement;
  for (const text of ['2015-02-28', 'Deduction', '¥200.00', '¥50.00']) {
    expect(within(row).getByText(text)).toBeInTheDocument();
  }
  expect(within(row).getByRole('link', { name: 'ws-fb · 2015-02-28' })).toHaveAttribute(
    'href',
    `/bills?bill=${BILL}&site=cn1&workspace=ws-fb&from=2015-02-28&until=2015-02-28`,
  );
  const [left, taken] = within(row).getByTestId('balance-bar').children as unknown as HTMLElement[];
  expect(left?.style.width).toBe('25.0%');
  expect(taken?.style.width).toBe('75.0%');
  expect(within(drawer).getByText('+¥200.00')).toBeInTheDocument();
  expect(asked).toEqual([{ purse: PURSE, from: '2015-02-27', until: '2015-03-14', limit: '100' }]);
  expect(within(drawer).queryByRole('button', { name: 'Show older entries' })).not.toBeInTheDocument();

  await userEvent.click(within(drawer).getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(history.location.search).toBe(''));
});

test('is found whatever the list is filtered by', async () => {
  answering([voucher], () => answer([]));
  await openSignedIn(`/vouchers?state=active&purse=${PURSE}`);
  const drawer = await screen.findByRole('dialog');
  expect(await within(drawer).findByText('Ordinary voucher #4')).toBeInTheDocument();
  expect(await within(drawer).findByText('Nothing has changed it in this time')).toBeInTheDocument();
});

test('one that the account does not have is told so', async () => {
  answering([], () => answer([]));
  await openSignedIn(`/vouchers?purse=${PURSE}`);
  expect(await screen.findByText('The account has no such voucher or card')).toBeInTheDocument();
});

test('older entries follow by cursor, then year by year to its first day', async () => {
  const old = { ...voucher, created_at: '2014-01-10T20:00:00Z' };
  const asked = answering([old], (query) => {
    if (query.get('cursor')) return answer([{ ...deduction, seq: 2 }]);
    return query.get('until') === '2015-03-14' ? answer([{ ...deduction, seq: 3 }], 'more') : answer([grant]);
  });
  await openSignedIn(`/vouchers?purse=${PURSE}`);
  const drawer = await screen.findByRole('dialog');
  const older = await within(drawer).findByRole('button', { name: 'Show older entries' });
  await userEvent.click(older);
  await waitFor(() => expect(within(drawer).getAllByText('-¥150.00')).toHaveLength(2));
  await userEvent.click(older);
  expect(await within(drawer).findByText('+¥200.00')).toBeInTheDocument();
  expect(within(drawer).queryByRole('button', { name: 'Show older entries' })).not.toBeInTheDocument();
  expect(asked).toEqual([
    { purse: PURSE, from: '2014-03-14', until: '2015-03-14', limit: '100' },
    { purse: PURSE, from: '2014-03-14', until: '2015-03-14', limit: '100', cursor: 'more' },
    { purse: PURSE, from: '2014-01-11', until: '2014-03-13', limit: '100' },
  ]);
});

test('a use record that cannot be had is told in the drawer', async () => {
  answering([voucher], () => problem('busy', 503));
  await openSignedIn(`/vouchers?purse=${PURSE}`);
  const drawer = await screen.findByRole('dialog');
  expect(await within(drawer).findByText('The server is busy; try again shortly')).toBeInTheDocument();
});
