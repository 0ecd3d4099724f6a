// SPDX-License-Identifier: Apache-2.0
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import type { Schemas } from '@/api/client';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';

const now: Schemas['Balance'] = {
  account: 'A',
  name: 'Alpha Trading',
  currency: 'CNY',
  cash: '512.40',
  frozen: '12.00',
  is_frozen: true,
  arrears: '0.00',
  ordinary: '0.00',
  full_reduction: '118.20',
  cards: '310.00',
  stored_value: '310.00',
  as_of: '2015-03-14T08:00:00Z',
  seq: 41,
};
const then = { ...now, cash: '600.00', ordinary: '20.00', arrears: '3.51', seq: 17 };

function answering(answer: (instant: string) => Response = () => HttpResponse.json(then)) {
  const asked: string[] = [];
  const none = { currency: 'CNY', from: '', until: '', by: [], items: [], totals: null, next_cursor: null };
  server.use(
    http.get(at('/v1/balance'), ({ request }) => {
      const instant = new URL(request.url).searchParams.get('at');
      if (!instant) return HttpResponse.json(now);
      asked.push(instant);
      return answer(instant);
    }),
    ...['/v1/bills/daily', '/v1/usage/daily', '/v1/vouchers', '/v1/cards'].map((path) =>
      http.get(at(path), () => HttpResponse.json(none)),
    ),
  );
  return asked;
}

const phone = () =>
  vi
    .spyOn(window, 'matchMedia')
    .mockImplementation(
      (query) =>
        ({ matches: query.includes('767px'), addListener: () => {}, removeListener: () => {} }) as never,
    );

test('what the books said at the instant of the address stands beside what can be spent now', async () => {
  const asked = answering();
  const { history } = await openSignedIn('/?at=2015-03-02T16:00:00Z');
  const table = within(await screen.findByRole('region', { name: 'Balances of the books at an instant' }));
  const rows = table.getAllByRole('row').map((row) => row.textContent);
  expect(rows).toEqual([
    'BalanceBooked thenTo be spent now',
    'Cash¥600.00¥512.40',
    'Frozen funds¥12.00¥12.00',
    'Ordinary vouchers¥20.00¥0.00',
    'Full-reduction vouchers¥118.20¥118.20',
    'Stored-value cards¥310.00¥310.00',
    'Arrears-¥3.51¥0.00',
  ]);
  expect(asked).toEqual(['2015-03-02T16:00:00Z']);
  expect(screen.getByRole('link', { name: /After entry 17/ })).toHaveAttribute(
    'href',
    '/transactions?from=2015-03-03&until=2015-03-03',
  );
  expect(screen.getByText(/So the two may differ/)).toBeInTheDocument();
  expect(screen.getByText('The account is frozen')).toBeInTheDocument();
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  await waitFor(() => expect(history.location.search).toBe(''));
});

test('opens at the business clock; another instant is chosen on the clock of the account', async () => {
  const matches = phone();
  const asked = answering();
  const { history } = await openSignedIn('/');
  await userEvent.click(await screen.findByRole('button', { name: 'Balances at…' }));
  await waitFor(() => expect(asked).toEqual(['2015-03-14T08:00:00Z']));
  const field = screen.getByLabelText('Instant');
  fireEvent.change(field, { target: { value: '2015-03-03T00:15:30' } });
  await waitFor(() => expect(asked.at(-1)).toBe('2015-03-02T16:15:30Z'));
  fireEvent.change(field, { target: { value: '2015-03-20T00:00:00' } });
  await waitFor(() => expect(history.location.search).toBe('?at=2015-03-14T08%3A00%3A00Z'));
  matches.mockRestore();
});

test('on a wide screen the instant is chosen in a calendar', async () => {
  const asked = answering();
  await openSignedIn('/?at=2015-03-02T16:00:00Z');
  const field = await screen.findByLabelText('Instant');
  await waitFor(() => expect(screen.getByLabelText('Instant')).toHaveValue('2015-03-03 00:00:00'));
  expect(field).toBeDefined();
  const box = screen.getByLabelText('Instant');
  await userEvent.click(box);
  fireEvent.change(box, { target: { value: '2015-03-01 12:30:00' } });
  await userEvent.keyboard('{Enter}');
  await waitFor(() => expect(asked.at(-1)).toBe('2015-03-01T04:30:00Z'));
});

test('an instant that is refused, or before the first entry, is said; what is no instant is dropped', async () => {
  answering((instant) =>
    instant.startsWith('2014')
      ? HttpResponse.json({ ...then, seq: 0 })
      : problem('invalid-field', 422, { errors: [{ pointer: '/at', detail: 'not after now' }] }),
  );
  const { history } = await openSignedIn('/?at=2015-03-20T00:00:00Z');
  expect(await screen.findByText('A value of the request is not usable')).toBeInTheDocument();
  history.push('/?at=2014-01-01T00:00:00Z');
  expect(await screen.findByText('Before the first entry of the account')).toBeInTheDocument();
  history.push('/?at=yesterday');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
});
