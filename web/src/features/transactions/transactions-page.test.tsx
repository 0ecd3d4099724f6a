// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import type { List, Transaction } from './api';

const PURSE = '2f1a6f0e-6a35-4a6c-8d4f-0f4a4f8f3f10';
const SHOWN = 'time,seq,type,object,amount,after,cash,vouchers,stored_value,bill,note';
const BILL = '7a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f11';

const deduction: Transaction = {
  seq: 41,
  operation: 17,
  recorded_at: '2015-03-02T16:15:00Z',
  day: '2015-03-02',
  type: 'deduction',
  source: 'full_reduction',
  purse: PURSE,
  purse_number: 4,
  amount: '-42.17',
  balance_before: '160.37',
  balance_after: '118.20',
  balances: { cash: '90071992547409.93', frozen: '12.50', vouchers: '518.20', stored_value: '-12.34' },
  bill: { bill: BILL, site: 'cn1', workspace: 'ws-fb', day: '2015-03-02' },
  note: null,
  hash: 'c0ffee'.padEnd(64, '0'),
};

const repaid: Transaction = {
  ...deduction,
  seq: 42,
  type: 'repayment',
  source: 'arrears',
  purse: null,
  purse_number: null,
  amount: '12.34',
  balance_before: '-12.34',
  balance_after: '0.00',
  bill: null,
  note: 'by bank',
};

const list = (items: Transaction[], more: Partial<List> = {}): List => ({
  currency: 'CNY',
  from: '2015-02-12',
  until: '2015-03-14',
  items,
  totals: { count: 2, in: '12.34', out: '42.17', repaid: '5.50' },
  next_cursor: null,
  ...more,
});

/** Answers the list; gives back the queries that were asked. */
function answering(answer: (query: URLSearchParams) => Response) {
  const asked: string[] = [];
  server.use(
    http.get(at('/v1/transactions'), ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      return answer(searchParams);
    }),
  );
  return asked;
}

test('shows each entry with its balances, its purse and its bill', async () => {
  localStorage.setItem('bc.columns.transactions', SHOWN);
  answering(() => HttpResponse.json(list([repaid, deduction])));
  await openSignedIn('/transactions');
  const row = (await screen.findByText('41')).closest('tr') as HTMLElement;
  for (const text of ['2015-03-03 00:15 GMT+8', 'Deduction', '-¥42.17', '¥118.20', '¥518.20', '-¥12.34']) {
    expect(within(row).getByText(text)).toBeInTheDocument();
  }
  expect(within(row).getByText('¥90,071,992,547,409.93')).toBeInTheDocument();
  expect(within(row).getByRole('link', { name: 'Full-reduction voucher #4' })).toHaveAttribute(
    'href',
    `/vouchers?purse=${PURSE}`,
  );
  expect(within(row).getByRole('link', { name: 'ws-fb · 2015-03-02' })).toHaveAttribute(
    'href',
    `/bills?bill=${BILL}&site=cn1&workspace=ws-fb&from=2015-03-02&until=2015-03-02`,
  );
  const other = screen.getByText('42').closest('tr') as HTMLElement;
  expect(within(other).getByText('+¥12.34')).toBeInTheDocument();
  expect(within(other).getByText('Arrears')).toBeInTheDocument();
  expect(within(other).getByText('by bank')).toBeInTheDocument();
});

test('says what came in and went out, and that a repayment is neither', async () => {
  answering(() => HttpResponse.json(list([repaid, deduction])));
  await openSignedIn('/transactions');
  expect(await screen.findByText('2 entries')).toBeInTheDocument();
  expect(screen.getAllByText('+¥12.34')).toHaveLength(2);
  expect(screen.getByText('Arrears repaid')).toHaveTextContent('Arrears repaid ¥5.50');
  await userEvent.click(screen.getByRole('button', { name: /How this is counted/ }));
  expect(await screen.findByText(/neither income nor expenditure/)).toBeInTheDocument();
});

test('filters by what stands in the address, and drops what is unsound', async () => {
  const asked = answering(() => HttpResponse.json(list([deduction])));
  const { history } = await openSignedIn(
    `/transactions?from=2015-03-01&until=2015-03-31&type=deduction&source=nonsense&direction=out&purse=${PURSE}`,
  );
  expect(await screen.findByText('41')).toBeInTheDocument();
  expect(new Set(asked)).toEqual(
    new Set([`from=2015-03-01&until=2015-03-31&type=deduction&direction=out&purse=${PURSE}&limit=20`]),
  );
  const only = screen.getByText('Of one voucher or card only').closest('.ant-tag') as HTMLElement;
  await userEvent.click(within(only).getByRole('button'));
  await waitFor(() => expect(asked.at(-1)).not.toContain('purse'));
  expect(history.location.search).toBe('?from=2015-03-01&until=2015-03-31&type=deduction&direction=out');
});

test('choosing a type puts it into the address', async () => {
  const asked = answering(() => HttpResponse.json(list([deduction])));
  const { history } = await openSignedIn('/transactions');
  await screen.findByText('41');
  await userEvent.click(screen.getByLabelText('Type'));
  await userEvent.click(await screen.findByTitle('Recharge'));
  await waitFor(() => expect(history.location.search).toBe('?type=recharge'));
  await waitFor(() => expect(asked.at(-1)).toBe('type=recharge&limit=20'));
});

test('pages forth and back by cursor, with the totals of all pages', async () => {
  answering((query) =>
    HttpResponse.json(
      query.get('cursor') === 'more'
        ? list([{ ...deduction, seq: 7 }], { totals: null })
        : list([deduction], { next_cursor: 'more' }),
    ),
  );
  await openSignedIn('/transactions');
  await screen.findByText('41');
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('7')).toBeInTheDocument();
  expect(screen.getByText('2 entries')).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled();
  await userEvent.click(screen.getByRole('button', { name: 'Previous page' }));
  expect(await screen.findByText('41')).toBeInTheDocument();
});

test('says that there is nothing, and what went wrong', async () => {
  let broken = true;
  answering(() =>
    broken
      ? problem('internal', 500)
      : HttpResponse.json(list([], { totals: { count: 0, in: '0.00', out: '0.00', repaid: '0.00' } })),
  );
  await openSignedIn('/transactions');
  expect(await screen.findByText('The server failed')).toBeInTheDocument();
  expect(screen.getByText('request-17')).toBeInTheDocument();
  broken = false;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No income or expenditure fits these days and filters')).toBeInTheDocument();
});

test('an entry opens from its row: all balances, its hash, and its proof as a file', async () => {
  answering(() => HttpResponse.json(list([repaid, deduction])));
  server.use(
    http.get(at('/v1/transactions/:serial/proof'), ({ params }) => HttpResponse.json({ of: params.serial })),
  );
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:proof';
  });
  const clicked = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const { history } = await openSignedIn('/transactions?direction=out');
  await userEvent.click(await screen.findByTitle('Entry 41'));
  expect(history.location.search).toBe('?direction=out&entry=41');
  const drawer = within(await screen.findByRole('dialog'));
  for (const text of [
    'Deduction · Entry 41',
    '-¥42.17',
    '¥160.37',
    '¥12.50',
    '2015-03-03 00:15:00 GMT+8',
    'c0ffee000000…',
  ]) {
    expect(drawer.getByText(text)).toBeInTheDocument();
  }
  await userEvent.click(drawer.getByRole('button', { name: 'Download the proof' }));
  await waitFor(() => expect(clicked).toHaveBeenCalled());
  expect((clicked.mock.contexts[0] as HTMLAnchorElement).download).toBe('proof-A-41.json');
  expect(JSON.parse((await saved[0]?.text()) ?? '')).toEqual({ of: '41' });
  clicked.mockRestore();
  await userEvent.click(drawer.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(history.location.search).toBe('?direction=out'));
  expect(screen.getByTitle('Entry 41')).toHaveFocus();
});

test('an account that is frozen is said; an entry that is not listed is too', async () => {
  const frozen = { ...repaid, type: 'freeze', source: 'cash', amount: '0.00', note: 'by the court' } as const;
  answering(() => HttpResponse.json(list([frozen])));
  const { history } = await openSignedIn('/transactions?entry=42');
  expect(await screen.findByText(/The account was frozen/)).toBeInTheDocument();
  history.push('/transactions?entry=7');
  expect(await screen.findByText(/The list has no entry 7/)).toBeInTheDocument();
});

test('is a list of cards on a phone', async () => {
  vi.stubGlobal('matchMedia', (query: string) => ({
    matches: query.includes('767px'),
    addListener() {},
    removeListener() {},
    addEventListener() {},
    removeEventListener() {},
  }));
  answering(() => HttpResponse.json(list([deduction])));
  await openSignedIn('/transactions');
  const items = await screen.findByRole('list', { name: 'Income and expenditure' });
  expect(within(items).getByText('-¥42.17')).toBeInTheDocument();
  expect(screen.queryByRole('table')).not.toBeInTheDocument();
});
