// SPDX-License-Identifier: Apache-2.0
import { aDay, anyText, oneOf, pageSize, searchOf } from '@/components/search-params';

export const SETTLEMENTS = ['account', 'aws', 'alibaba'] as const;
export const STATES = ['rated', 'settled'] as const;

/** `bill` is the one that the drawer shows, whatever the filters are. */
export const billsSearch = searchOf({
  from: aDay,
  until: aDay,
  site: anyText,
  workspace: anyText,
  settlement: oneOf(...SETTLEMENTS),
  state: oneOf(...STATES),
  size: pageSize,
  bill: anyText,
});

export type BillsSearch = ReturnType<typeof billsSearch>;
