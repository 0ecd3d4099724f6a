// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { speak } from '@/i18n/i18n';
import { at, me, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import type { Filled } from './actions';

const filled: Filled = {
  purse: '2f1a6f0e-6a35-4a6c-8d4f-0f4a4f8f3f10',
  number: 7,
  kind: 'card',
  origin: 'bought',
  currency: 'CNY',
  face: '500.00',
  balance: '500.00',
  available: '500.00',
  state: 'active',
  frozen: false,
  replaces: null,
  valid_from: '2015-03-14T08:00:00Z',
  expires_at: '2016-03-14T08:00:00Z',
  items: null,
  min_spend: null,
  created_at: '2015-03-14T08:00:00Z',
  operation: 21,
  recorded_at: '2015-03-14T08:00:00Z',
};

const balance = {
  account: 'A',
  name: 'Alpha Trading',
  currency: 'CNY',
  cash: '612.40',
  frozen: '0.00',
  is_frozen: false,
  arrears: '0.00',
  ordinary: '0.00',
  full_reduction: '0.00',
  cards: '0.00',
  stored_value: '0.00',
  as_of: '2015-03-14T08:00:00Z',
  seq: 41,
};

type Answer = (body: object) => Response;

/** Answers an action by one answer after the other; gives back keys and bodies that were sent. */
function answering(path: string, answers: Answer[], more: object = {}) {
  const sent: { key: string | null; body: object }[] = [];
  let lists = 0;
  server.use(
    http.get(at('/v1/balance'), () => HttpResponse.json({ ...balance, ...more })),
    ...['/v1/vouchers', '/v1/cards'].map((door) =>
      http.get(at(door), () => {
        lists++;
        return HttpResponse.json({ currency: 'CNY', items: [], totals: null, next_cursor: null });
      }),
    ),
    http.post(at(path), async ({ request }) => {
      const body = (await request.json()) as object;
      sent.push({ key: request.headers.get('Idempotency-Key'), body });
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      return answer?.(body) ?? HttpResponse.error();
    }),
  );
  return { sent, lists: () => lists };
}

/** By its text: of a whole console, roles are slow to find. */
const button = (text: string) => screen.findByText(text, { selector: 'button > span' });
const press = async (text: string) =>
  userEvent.click((await button(text)).closest('button') as HTMLButtonElement);
const created: Answer = () => HttpResponse.json(filled, { status: 201 });
const dialog = () => within(document.querySelector('.ant-modal') as HTMLElement);

beforeEach(() => sessionStorage.clear());
afterEach(() => speak('en'));

test('a card is bought after a question that says what becomes of cash; the list is asked for again', async () => {
  const { sent, lists } = answering('/v1/cards', [created]);
  await openSignedIn('/cards');
  await press('Buy a card');
  await press('Continue');
  expect(await screen.findByText('Buy a card of ¥500.00 from cash?')).toBeInTheDocument();
  expect(await screen.findByText('¥112.40')).toBeInTheDocument();
  expect(sent).toEqual([]);
  const before = lists();
  await press('Buy for ¥500.00');
  expect(await screen.findByText('The card is yours')).toBeInTheDocument();
  expect(dialog().getByText('Stored-value card #7')).toBeInTheDocument();
  expect(dialog().getByText('2016-03-14 16:00 GMT+8')).toBeInTheDocument();
  expect(sent.map(({ body }) => body)).toEqual([{ amount: '500.00' }]);
  expect(sent[0]?.key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  await waitFor(() => expect(lists()).toBeGreaterThan(before));
  expect(Object.keys(sessionStorage)).toEqual([]);
  await press('Done');
  await press('Buy a card');
  expect(await button('Continue')).toBeInTheDocument();
});

test('a retry is the same request, also after the dialog was closed; another amount is another one', async () => {
  const { sent } = answering('/v1/cards', [() => HttpResponse.error(), () => problem('busy', 503), created]);
  await openSignedIn('/cards');
  await press('Buy a card');
  await press('Continue');
  await press('Buy for ¥500.00');
  expect(await screen.findByText(/It is not known whether this was carried out/)).toBeInTheDocument();
  await press('Try again');
  await screen.findByText('The server is busy; try again shortly');
  await userEvent.click(document.querySelector('.ant-modal-close') as HTMLElement);
  await press('Buy a card');
  await press('Continue');
  await press('Buy for ¥500.00');
  await screen.findByText('The card is yours');
  const keys = sent.map(({ key }) => key);
  expect(new Set(keys).size).toBe(1);
  await press('Done');
  await press('Buy a card');
  await userEvent.click(screen.getByText('¥1,000.00'));
  await press('Continue');
  await press('Buy for ¥1,000.00');
  await waitFor(() => expect(sent).toHaveLength(4));
  expect(sent[3]?.key).not.toBe(keys[0]);
  expect(sent[3]?.body).toEqual({ amount: '1000.00' });
});

test('funds that do not suffice are said before and after; nothing is offered to try again', async () => {
  answering('/v1/cards', [() => problem('insufficient-funds', 402, { detail: 'CNY 500.00 are needed' })], {
    cash: '12.40',
  });
  await openSignedIn('/cards');
  await press('Buy a card');
  await press('Continue');
  expect(await screen.findByText('¥487.60 of cash is missing for this')).toBeInTheDocument();
  await press('Buy for ¥500.00');
  expect(
    await screen.findByText('The funds do not suffice, or arrears are to be repaid first'),
  ).toBeInTheDocument();
  expect(screen.getByText('CNY 500.00 are needed')).toBeInTheDocument();
  expect(screen.queryByText('Try again')).not.toBeInTheDocument();
  await press('Back');
  expect(await button('Continue')).toBeInTheDocument();
});

test('arrears come first; amounts are multiples of 100', async () => {
  const { sent } = answering('/v1/cards', [created], { arrears: '3.50' });
  await openSignedIn('/cards');
  await press('Buy a card');
  const amount = await screen.findByLabelText('Amount', { selector: 'input[role=spinbutton]' });
  await userEvent.clear(amount);
  await userEvent.type(amount, '150');
  await press('Continue');
  expect(await screen.findByText('Enter a multiple of 100')).toBeInTheDocument();
  await userEvent.clear(amount);
  await userEvent.type(amount, '300');
  await press('Continue');
  expect(await screen.findByText('Arrears of ¥3.50 are to be repaid first')).toBeInTheDocument();
  expect(sent).toEqual([]);
});

const CODE = '7k3qx-9m2pd';
const enter = async (code: string) => userEvent.type(await screen.findByLabelText('Activation code'), code);

test('a code makes a voucher, which is shown', async () => {
  const voucher = { ...filled, kind: 'full_reduction', face: '50.00', min_spend: '100.00', items: ['logs'] };
  const { sent } = answering('/v1/vouchers/activations', [() => HttpResponse.json(voucher, { status: 201 })]);
  await openSignedIn('/vouchers');
  await press('Activate a voucher');
  await press('Continue');
  expect(await screen.findByText('Enter the code')).toBeInTheDocument();
  await enter(` ${CODE} `);
  await press('Continue');
  expect(await screen.findByText('Activate this code for Alpha Trading?')).toBeInTheDocument();
  await press('Activate');
  expect(await screen.findByText('The voucher is yours')).toBeInTheDocument();
  for (const text of ['Full-reduction voucher #7', '¥50.00', 'From ¥100.00', 'Logs']) {
    expect(dialog().getByText(text)).toBeInTheDocument();
  }
  expect(sent.map(({ body }) => body)).toEqual([{ code: CODE }]);
  expect(dialog().getByText('Show it')).toHaveAttribute('href', `/vouchers?purse=${filled.purse}`);
});

test.each([
  ['no-such-code', 404, 'There is no such activation code'],
  ['code-used', 409, /was used before, has expired/],
  ['account-frozen', 409, 'The account is frozen'],
])('a code that is refused is told in words: %s', async (slug, status, told) => {
  answering('/v1/vouchers/activations', [() => problem(slug, status)]);
  await openSignedIn('/vouchers');
  await press('Activate a voucher');
  await enter(CODE);
  await press('Continue');
  await press('Activate');
  expect(await screen.findByText(told)).toBeInTheDocument();
  expect(JSON.stringify({ ...sessionStorage })).not.toContain(CODE);
});

test('a viewer spends nothing', async () => {
  answering('/v1/cards', [created]);
  await openSignedIn('/cards', { ...me, member: { ...me.member, role: 'viewer' } });
  expect(await screen.findByText('The account has no stored-value card yet')).toBeInTheDocument();
  expect(screen.queryByText('Buy a card')).not.toBeInTheDocument();
});

test('speaks Chinese', async () => {
  answering('/v1/cards', [() => problem('insufficient-funds', 402)]);
  await speak('zh-CN');
  await openSignedIn('/cards');
  await press('购买储值卡');
  await press('下一步');
  await press('支付 ¥500.00 购买');
  expect(await screen.findByText('余额不足，或须先偿还欠费')).toBeInTheDocument();
});
