// SPDX-License-Identifier: Apache-2.0
import { type QueryKey, queryOptions } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '@/api/client';
import type { PageAsked } from '@/components/use-pages';

export type Bill = Schemas['Bill'];
export type BillDetail = Schemas['BillDetail'];
export type BillLine = Schemas['BillLine'];
export type Posting = Schemas['Posting'];
export type BillList = Schemas['BillList'];
export type BillTotals = NonNullable<BillList['totals']>;

export interface BillFilters {
  from: string;
  until: string;
  site?: string;
  workspace?: string;
  settlement?: Schemas['SettlementMethod'];
  state?: Bill['state'];
}

export const billsQuery = (filters: BillFilters, page: PageAsked) =>
  queryOptions({
    queryKey: ['bills', 'daily', filters, page] as QueryKey,
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/bills/daily', { signal, params: { query: { ...filters, ...page } } })),
  });

export const billQuery = (bill: string) =>
  queryOptions({
    queryKey: ['bills', 'daily', bill],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/bills/daily/{bill}', { signal, params: { path: { bill } } })),
  });

export const explanationQuery = (bill: string) =>
  queryOptions({
    queryKey: ['bills', 'daily', bill, 'explain'],
    queryFn: ({ signal }) =>
      unwrap(api.GET('/v1/bills/daily/{bill}/explain', { signal, params: { path: { bill } } })),
  });
