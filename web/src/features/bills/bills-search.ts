// SPDX-License-Identifier: Apache-2.0
import { aDay, anyText, oneOf, pageSize, searchOf } from '@/components/search-params';

export const SETTLEMENTS = ['account', 'aws', 'alibaba'] as const;
export const STATES = ['rated', 'settled'] as const;

/** `bill` is the one that the drawer shows, whatever the filters are; `view`: what of it. */
export const billsSearch = searchOf({
  from: aDay,
  until: aDay,
  site: anyText,
  workspace: anyText,
  settlement: oneOf(...SETTLEMENTS),
  state: oneOf(...STATES),
  size: pageSize,
  bill: anyText,
  view: oneOf('explain'),
});

export type BillsSearch = ReturnType<typeof billsSearch>;
