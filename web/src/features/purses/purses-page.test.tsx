// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import type { List, Purse } from './api';

const PURSE = '2f1a6f0e-6a35-4a6c-8d4f-0f4a4f8f3f10';

const voucher: Purse = {
  purse: PURSE,
  number: 4,
  kind: 'full_reduction',
  origin: 'granted',
  currency: 'CNY',
  face: '900.00',
  balance: '118.20',
  available: '118.20',
  state: 'active',
  frozen: false,
  replaces: null,
  valid_from: '2015-02-27T00:00:00Z',
  expires_at: '2015-03-20T16:00:00Z',
  items: ['logs', 'time_series'],
  min_spend: '120.00',
  created_at: '2015-02-27T00:00:00Z',
};

const list = (items: Purse[], more: Partial<List> = {}): List => ({
  currency: 'CNY',
  items,
  totals: { count: items.length, face: '1900.00', balance: '618.20', available: '118.20' },
  next_cursor: null,
  ...more,
});

/** Answers a door; gives back the queries that were asked. */
function answering(door: 'vouchers' | 'cards', answer: (query: URLSearchParams) => Response) {
  const asked: string[] = [];
  server.use(
    http.get(at(`/v1/${door}`), ({ request }) => {
      const { searchParams } = new URL(request.url);
      asked.push(searchParams.toString());
      return answer(searchParams);
    }),
  );
  return asked;
}

test('lists vouchers with what they may pay, until when, and the totals of all pages', async () => {
  const spent: Purse = {
    ...voucher,
    purse: `${PURSE.slice(0, 35)}1`,
    number: 3,
    state: 'expired',
    available: '0.00',
  };
  answering('vouchers', () => HttpResponse.json(list([voucher, { ...spent, items: null, min_spend: null }])));
  await openSignedIn('/vouchers');
  const row = (await screen.findByText('Full-reduction voucher #4')).closest('tr') as HTMLElement;
  for (const text of [
    'Usable',
    '¥900.00',
    'From ¥120.00',
    'Logs, Time series',
    '2015-02-27 08:00 GMT+8',
    '2015-03-21 00:00 GMT+8',
    '6 days left',
    'Granted',
  ]) {
    expect(within(row).getByText(text)).toBeInTheDocument();
  }
  const other = screen.getByText('Full-reduction voucher #3').closest('tr') as HTMLElement;
  expect(within(other).getByText('Expired')).toBeInTheDocument();
  expect(within(other).getByText('All items that vouchers may pay for')).toBeInTheDocument();
  expect(within(other).queryByText(/days left/)).not.toBeInTheDocument();
  for (const total of ['¥1,900.00', '¥618.20']) expect(screen.getByText(total)).toBeInTheDocument();
});

test('what expires soon is asked by the business clock, and means what can still be spent', async () => {
  const asked = answering('vouchers', () => HttpResponse.json(list([voucher])));
  const { history } = await openSignedIn('/vouchers?kind=full_reduction');
  await screen.findByText('Full-reduction voucher #4');
  await userEvent.click(screen.getByLabelText('Expires'));
  await userEvent.click(await screen.findByTitle('Within 30 days'));
  await waitFor(() => expect(history.location.search).toBe('?kind=full_reduction&state=active&expiring=30'));
  await waitFor(() =>
    expect(Object.fromEntries(new URLSearchParams(asked.at(-1)))).toEqual({
      state: 'active',
      kind: 'full_reduction',
      expires_before: '2015-04-13T08:00:00.000Z',
      limit: '20',
    }),
  );
});

test('cards have a page of their own, without what only vouchers have', async () => {
  const card: Purse = { ...voucher, kind: 'card', items: null, min_spend: null, expires_at: null };
  const asked = answering('cards', () => HttpResponse.json(list([card])));
  await openSignedIn('/cards?state=active&kind=ordinary');
  const row = (await screen.findByText('Stored-value card #4')).closest('tr') as HTMLElement;
  expect(within(row).getByText('All items')).toBeInTheDocument();
  expect(within(row).getByText('no end')).toBeInTheDocument();
  expect(screen.queryByText('Minimum spend')).not.toBeInTheDocument();
  expect(asked.at(-1)).toBe('state=active&limit=20');
});

test('pages by cursor', async () => {
  answering('vouchers', (query) =>
    HttpResponse.json(
      query.get('cursor') === 'more'
        ? list([{ ...voucher, number: 1 }], { totals: null })
        : list([voucher], { next_cursor: 'more' }),
    ),
  );
  await openSignedIn('/vouchers');
  await screen.findByText('Full-reduction voucher #4');
  await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
  expect(await screen.findByText('Full-reduction voucher #1')).toBeInTheDocument();
});

test('explains the states, until Escape', async () => {
  answering('vouchers', () => HttpResponse.json(list([voucher])));
  await openSignedIn('/vouchers');
  const help = await screen.findByRole('button', { name: /What the states mean/ });
  await userEvent.click(help);
  expect(
    await screen.findByText(/stands in the books as balance until it is booked out/),
  ).toBeInTheDocument();
  expect(help).toHaveAttribute('aria-expanded', 'true');
  await userEvent.keyboard('{Escape}');
  expect(help).toHaveAttribute('aria-expanded', 'false');
});

test('says that there is nothing, and what went wrong', async () => {
  answering('vouchers', () => HttpResponse.json(list([])));
  const { unmount } = await openSignedIn('/vouchers');
  expect(await screen.findByText('The account has no voucher yet')).toBeInTheDocument();
  unmount();
  const filtered = await openSignedIn('/vouchers?state=frozen');
  expect(await screen.findByText('No voucher fits these filters')).toBeInTheDocument();
  filtered.unmount();
  answering('cards', () => problem('busy', 503));
  await openSignedIn('/cards');
  expect(await screen.findByText('The server is busy; try again shortly')).toBeInTheDocument();
});
