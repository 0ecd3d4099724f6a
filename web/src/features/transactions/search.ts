// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { aDay, anId, oneOf, pageSize, searchOf } from '@/components/search-params';

type Transaction = Schemas['Transaction'];

export const TYPES = [
  'recharge',
  'deduction',
  'repayment',
  'grant',
  'activation',
  'purchase',
  'expiry',
  'refund',
  'adjustment',
  'freeze',
  'unfreeze',
] as const satisfies Transaction['type'][];
export const SOURCES = [
  'ordinary',
  'full_reduction',
  'card',
  'cash',
  'frozen',
  'arrears',
  'alibaba',
  'aws',
] as const satisfies Transaction['source'][];
export const DIRECTIONS = ['in', 'out'] as const;

export type TransactionSearch = {
  from?: string;
  until?: string;
  type?: Transaction['type'];
  source?: Transaction['source'];
  direction?: (typeof DIRECTIONS)[number];
  /** Only what changed this voucher or card. */
  purse?: string;
  size?: string;
  /** The serial number of the entry that the drawer shows. */
  entry?: string;
};

const checked = searchOf({
  from: aDay,
  until: aDay,
  type: oneOf(...TYPES),
  source: oneOf(...SOURCES),
  direction: oneOf(...DIRECTIONS),
  purse: anId,
  size: pageSize,
  entry: (text) => /^[1-9]\d{0,17}$/.test(text),
});

export const transactionsSearch = (raw: Record<string, unknown>) => checked(raw) as TransactionSearch;
