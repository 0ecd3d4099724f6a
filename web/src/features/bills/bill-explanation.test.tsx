// SPDX-License-Identifier: Apache-2.0
import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import type { Schemas } from '@/api/client';
import { speak } from '@/i18n/i18n';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';
import { bill, detail, list } from './fixtures';

type Explanation = Schemas['BillExplanation'];
type Source = Schemas['ConsideredSource'];

const PURSE = '2f1a6f0e-6a35-4a6c-8d4f-0f4a4f8f3f10';
const voucher: Source = {
  place: 1,
  source: 'ordinary',
  purse: PURSE,
  purse_number: 1,
  valid_from: '2015-03-04T16:00:00Z',
  expires_at: '2015-03-01T16:00:00Z',
  items: null,
  min_spend: null,
  outcome: 'expired',
  short: null,
  capacity: null,
  eligible_amount: '42.17',
  amount: '0.00',
  balance_before: '20.00',
  balance_after: '20.00',
  lines: [],
};
const ofAccount = { ...voucher, purse: null, purse_number: null, valid_from: null, expires_at: null };
const paid = (amount: string, line: number): Pick<Source, 'outcome' | 'amount' | 'lines'> => ({
  outcome: 'used',
  amount,
  lines: [{ line, amount }],
});

const explanation: Explanation = {
  bill: bill.bill,
  account: 'A',
  site: 'cn1',
  workspace: 'ws-fb',
  day: '2015-03-02',
  run: 0,
  kind: 'daily',
  corrects: null,
  state: 'settled',
  settlement: 'account',
  currency: 'CNY',
  direction: 'deduct',
  at: '2015-03-02T15:59:59.999999Z',
  total: '45.27',
  eligible_spend: '42.17',
  rounding: {
    exact: '45.265',
    total: '45.27',
    residue: '-0.005',
    missing_units: 1,
    lines: [
      {
        line: 1,
        item: 'logs',
        voucher_eligible: true,
        exact: '42.165',
        cut_down: '42.16',
        fraction: '0.5',
        got_unit: true,
        charge: '42.17',
      },
      {
        line: 2,
        item: 'sms',
        voucher_eligible: false,
        exact: '3.1',
        cut_down: '3.10',
        fraction: '0',
        got_unit: false,
        charge: '3.10',
      },
    ],
  },
  sources: [
    voucher,
    { ...voucher, place: 2, purse_number: 2, outcome: 'not_yet_valid' },
    { ...voucher, place: 3, purse_number: 3, outcome: 'frozen', expires_at: null },
    { ...voucher, place: 4, purse_number: 4, outcome: 'out_of_scope', items: ['sessions', 'traces'] },
    {
      ...voucher,
      place: 5,
      source: 'full_reduction',
      purse_number: 5,
      outcome: 'min_spend_unmet',
      min_spend: '100.00',
      short: '57.83',
    },
    { ...voucher, place: 6, source: 'card', purse_number: 6, ...paid('30.00', 1), balance_before: '30.00' },
    { ...ofAccount, place: 7, source: 'cash', ...paid('5.27', 1), eligible_amount: '15.27' },
    { ...ofAccount, place: 8, source: 'arrears', ...paid('10.00', 2), eligible_amount: '10.00' },
  ],
};

function answering(explained: Explanation) {
  server.use(
    http.get(at('/v1/bills/daily'), () => HttpResponse.json(list(bill))),
    http.get(at('/v1/workspaces'), () => HttpResponse.json({ items: [], totals: null, next_cursor: null })),
    http.get(at('/v1/bills/daily/:bill'), () => HttpResponse.json(detail)),
    http.get(at('/v1/bills/daily/:bill/explain'), () => HttpResponse.json(explained)),
  );
}

const sources = async () =>
  within(await screen.findByRole('list', { name: /^Who was asked/ }))
    .getAllByRole('listitem')
    .filter((item) => item.dataset.outcome);

afterEach(() => speak('en'));

test('the drawer turns to the explanation, which the address names, and back', async () => {
  answering(explanation);
  const { history } = await openSignedIn(`/bills?bill=${bill.bill}`);
  await userEvent.click(await screen.findByText('Why it was paid so'));
  await waitFor(() => expect(history.location.search).toBe(`?bill=${bill.bill}&view=explain`));
  expect(await sources()).toHaveLength(8);
  await userEvent.click(screen.getByText('Bill', { selector: '.ant-segmented-item-label' }));
  await waitFor(() => expect(history.location.search).toBe(`?bill=${bill.bill}`));
  expect(screen.queryByRole('list', { name: /^Who was asked/ })).not.toBeInTheDocument();
});

test('says of each source in order why it paid what it paid, or nothing', async () => {
  answering(explanation);
  await openSignedIn(`/bills?bill=${bill.bill}&view=explain`);
  const texts = (await sources()).map((item) => item.textContent);
  const parts = [
    ['1. Ordinary voucher #1', 'Expired', 'It expired at 2015-03-02 00:00:00 GMT+8.', '¥20.00 unchanged'],
    ['Not yet valid', 'It is valid from 2015-03-05 00:00:00 GMT+8 only.'],
    ['It was frozen'],
    ['It pays only for', 'Traces, and of these the bill has nothing.'],
    ['It needs at least ¥100.00', 'The bill has ¥42.17: ¥57.83 too little.'],
    [
      'Stored-value card #6',
      'It paid ¥30.00 of the ¥42.17',
      'until 2015-03-02',
      '¥30.00 → ¥20.00',
      '1. Logs ¥30.00',
    ],
    ['Cash', 'It paid ¥5.27 of the ¥15.27'],
    ['Arrears', '¥10.00 became arrears', '2. Text messages ¥10.00'],
  ];
  for (const [index, wanted] of parts.entries()) {
    for (const text of wanted) expect(texts[index]).toContain(text);
  }
  expect(screen.getByText(/must be usable at 2015-03-02 23:59:59 GMT\+8/)).toBeInTheDocument();
});

test('says how the total was rounded, and which line got the missing cent', async () => {
  answering(explanation);
  await openSignedIn(`/bills?bill=${bill.bill}&view=explain`);
  expect(await screen.findByTestId('rounding-steps')).toHaveTextContent(
    'Sum of the exact amounts45.265Rounded once, to whole cents¥45.27Residue, kept on the bill-0.005' +
      'Sum of the amounts cut down to whole cents¥45.26',
  );
  expect(screen.getByText(/the lines are 1 cent short of the total/)).toBeInTheDocument();
  const row = screen.getByText('1. Logs', { selector: 'td' }).closest('tr') as HTMLElement;
  for (const text of ['42.165', '¥42.16', '0.5', '+1 cent', '¥42.17']) {
    expect(within(row).getByText(text)).toBeInTheDocument();
  }
});

test('a correction says what each got back, and of how much at most', async () => {
  const given = { ...ofAccount, capacity: '5.45', eligible_amount: '7.00', ...paid('-5.45', 1) };
  answering({
    ...explanation,
    direction: 'give_back',
    total: '-7.00',
    sources: [
      { ...ofAccount, source: 'arrears', outcome: 'nothing_to_return', capacity: '0.00' },
      { ...given, place: 2, source: 'cash', balance_before: '0.00', balance_after: '5.45' },
    ],
  });
  await openSignedIn(`/bills?bill=${bill.bill}&view=explain`);
  const texts = (await sources()).map((item) => item.textContent);
  expect(texts[0]).toContain('It paid nothing of the bill, or has it back already.');
  expect(texts[1]).toContain('Given back');
  expect(texts[1]).toContain('It got ¥5.45 back, of at most ¥5.45.');
  expect(texts[1]).toContain('¥0.00 → ¥5.45');
  expect(screen.getByText(/all corrections together never give back more/)).toBeInTheDocument();
});

test('what the cloud charges, a bill that is not settled, and one that cannot be explained', async () => {
  const cloud = { ...ofAccount, source: 'aws', balance_before: null, balance_after: null } as const;
  answering({ ...explanation, settlement: 'aws', sources: [{ ...cloud, ...paid('45.27', 1) }] });
  const { history } = await openSignedIn(`/bills?bill=${bill.bill}&view=explain`);
  expect((await sources())[0]).toHaveTextContent('The cloud charges ¥45.27 with its own bill');
  server.use(
    http.get(at('/v1/bills/daily/open/explain'), () =>
      HttpResponse.json({ ...explanation, settlement: null, sources: [] }),
    ),
    http.get(at('/v1/bills/daily/broken/explain'), () => problem('busy', 503)),
  );
  history.push('/bills?bill=open&view=explain');
  expect(await screen.findByText('Not settled yet: nobody has been asked to pay.')).toBeInTheDocument();
  history.push('/bills?bill=broken&view=explain');
  expect(await screen.findByText('The server is busy; try again shortly')).toBeInTheDocument();
});

test('explains in Chinese', async () => {
  answering(explanation);
  await speak('zh-CN');
  await openSignedIn(`/bills?bill=${bill.bill}&view=explain`);
  expect(await screen.findByText('按顺序询问的支付来源')).toBeInTheDocument();
  expect(
    screen.getByText('可用代金券支付的费用须满 ¥100.00；账单为 ¥42.17，还差 ¥57.83。'),
  ).toBeInTheDocument();
});
