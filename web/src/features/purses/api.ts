// SPDX-License-Identifier: Apache-2.0
import { infiniteQueryOptions, type QueryKey, queryOptions } from '@tanstack/react-query';
import { allPages } from '@/api/all-pages';
import { api, type Schemas, unwrap } from '@/api/client';
import { addDays, MAX_DAYS } from '@/components/day';
import type { PageAsked } from '@/components/use-pages';
import type { PurseFilters } from './search';

export type Purse = Schemas['Purse'];
export type List = Schemas['PurseList'];
export type Totals = NonNullable<List['totals']>;
export type Transaction = Schemas['Transaction'];
/** Vouchers and cards are the same thing behind two doors. */
export type Door = 'vouchers' | 'cards';

interface Asked extends Pick<PurseFilters, 'state' | 'kind'>, PageAsked {
  expires_before?: string;
}

const ask = (door: Door, query: Asked, signal: AbortSignal): Promise<List> => {
  if (door === 'vouchers') return unwrap(api.GET('/v1/vouchers', { params: { query }, signal }));
  const { kind: _, ...ofCards } = query;
  return unwrap(api.GET('/v1/cards', { params: { query: ofCards }, signal }));
};

export const pursesQuery = (door: Door, query: Asked) =>
  queryOptions<List, Error, List, QueryKey>({
    queryKey: [door, query],
    queryFn: ({ signal }) => ask(door, query, signal),
  });

/** One voucher or card, whatever the list is filtered by; null where there is none. */
export const purseQuery = (door: Door, id: string) =>
  queryOptions({
    queryKey: [door, 'one', id],
    queryFn: async ({ signal }) => {
      const is = (purse: Purse) => purse.purse === id;
      const rows = await allPages<Purse>(
        (cursor) => ask(door, cursor ? { limit: 500, cursor } : { limit: 500 }, signal),
        (found) => found.some(is),
      );
      return rows.find(is) ?? null;
    },
  });

const later = (left: string, right: string) => (left > right ? left : right);

/** What changed a purse since `created`, newest first; the API answers at most a year at once. */
export const recordQuery = (purse: string, created: string, today: string) => {
  const first = (until: string) => later(created, addDays(until, 1 - MAX_DAYS));
  return infiniteQueryOptions({
    queryKey: ['transactions', 'of', purse, created, today],
    queryFn: ({ pageParam, signal }) =>
      unwrap(
        api.GET('/v1/transactions', {
          params: { query: { purse, from: first(pageParam.until), limit: 100, ...pageParam } },
          signal,
        }),
      ),
    initialPageParam: { until: today } as { until: string; cursor?: string },
    getNextPageParam: (page, _, { until }) => {
      if (page.next_cursor) return { until, cursor: page.next_cursor };
      return first(until) > created ? { until: addDays(first(until), -1) } : undefined;
    },
  });
};
