// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { anId, oneOf, pageSize, searchOf } from '@/components/search-params';

type Purse = Schemas['Purse'];

export const STATES = [
  'active',
  'pending',
  'frozen',
  'used_up',
  'expired',
  'voided',
] as const satisfies Purse['state'][];
export const KINDS = ['ordinary', 'full_reduction'] as const;
export const EXPIRING = ['7', '30', '90'] as const;

export type PurseFilters = {
  state?: Purse['state'];
  kind?: (typeof KINDS)[number];
  /** In how many days at the most. */
  expiring?: (typeof EXPIRING)[number];
};

/** Of the page: what it lists, how many a page, and which one is open. */
export type PurseSearch = PurseFilters & { size?: string; purse?: string };

const common = { state: oneOf(...STATES), expiring: oneOf(...EXPIRING), purse: anId, size: pageSize };
const ofVouchers = searchOf({ ...common, kind: oneOf(...KINDS) });
const ofCards = searchOf(common);

export const vouchersSearch = (raw: Record<string, unknown>) => ofVouchers(raw) as PurseSearch;
export const cardsSearch = (raw: Record<string, unknown>) => ofCards(raw) as PurseSearch;
