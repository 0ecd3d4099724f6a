// SPDX-License-Identifier: Apache-2.0
import type { Bill, BillDetail, BillLine, BillList, Posting } from './queries';

const NOTHING = {
  ordinary: '0.00',
  full_reduction: '0.00',
  card: '0.00',
  cash: '0.00',
  arrears: '0.00',
  cloud: '0.00',
};

export const bill: Bill = {
  bill: '7a8ac4a3-8b1a-4a05-9d0b-0c7a5a1d2f11',
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
  total: '42.17',
  paid: { ...NOTHING, ordinary: '6.72', full_reduction: '20.00', cash: '5.45', arrears: '10.00' },
};

export const list = (...items: Bill[]): BillList => ({
  currency: 'CNY',
  from: '2015-02-12',
  until: '2015-03-14',
  items,
  totals: { count: 1288, total: '90071992547409.93', paid: { ...NOTHING, cash: '1288.06' } },
  next_cursor: null,
});

const line: BillLine = {
  line: 1,
  item: 'logs',
  retention_days: 14,
  original_day: null,
  quantity: '28113210',
  free_quantity: '0',
  unit_size: '1000000',
  unit_name: 'records',
  units: '28.11',
  unit_price: '1.5',
  amount: '42.165',
  charge: '42.17',
  mark: null,
  voucher_eligible: true,
};

const posting: Posting = {
  seq: 41,
  source: 'ordinary',
  purse: '2f1a6f0e-6a35-4a6c-8d4f-0f4a4f8f3f10',
  purse_number: 4,
  amount: '6.72',
  balance_before: '90.96',
  balance_after: '84.24',
  recorded_at: '2015-03-02T16:15:00Z',
  repaid: null,
  lines: [{ line: 1, amount: '6.72' }],
};

const ofCash = { ...posting, purse: null, purse_number: null };

export const detail: BillDetail = {
  ...bill,
  exact: '42.165',
  residue: '-0.005',
  rule_version: 1,
  price_list: '2022',
  price_version: 3,
  input_hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  day_ends_at: '2015-03-02T16:00:00Z',
  rated_at: '2015-03-02T16:15:00Z',
  settled_at: '2015-03-02T16:15:00Z',
  lines: [
    line,
    {
      ...line,
      line: 2,
      item: 'sms',
      unit_price: null,
      units: '0',
      amount: '0',
      charge: '0.00',
      mark: 'not_offered',
    },
    {
      ...line,
      line: 3,
      item: 'new_item',
      unit_price: '0',
      amount: '0',
      charge: '0.00',
      mark: 'free_of_charge',
    },
  ],
  postings: [
    posting,
    {
      ...posting,
      seq: 42,
      source: 'full_reduction',
      purse_number: 5,
      amount: '20.00',
      balance_before: '20.00',
      balance_after: '0.00',
      lines: [{ line: 1, amount: '20.00' }],
    },
    {
      ...ofCash,
      seq: 43,
      source: 'cash',
      amount: '5.45',
      balance_before: '5.45',
      balance_after: '0.00',
      lines: [{ line: 1, amount: '5.45' }],
    },
    {
      ...ofCash,
      seq: 44,
      source: 'arrears',
      amount: '10.00',
      balance_before: '-2.00',
      balance_after: '-12.00',
      repaid: '4.00',
      lines: [{ line: 1, amount: '10.00' }],
    },
  ],
};

/** Of the same bill, when the cloud charges what vouchers and cards leave. */
export const cloudDetail: BillDetail = {
  ...detail,
  settlement: 'aws',
  paid: { ...NOTHING, ordinary: '6.72', cloud: '35.45' },
  postings: [
    posting,
    {
      ...ofCash,
      seq: 42,
      source: 'aws',
      amount: '35.45',
      balance_before: null,
      balance_after: null,
      lines: [{ line: 1, amount: '35.45' }],
    },
  ],
};
