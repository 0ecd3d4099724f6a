// SPDX-License-Identifier: Apache-2.0
import {
  type DataTag,
  keepPreviousData,
  type QueryKey,
  type UseQueryOptions,
  useQuery,
} from '@tanstack/react-query';
import { useState } from 'react';
import { useFilters } from './search-params';

/** What every list of the API answers; totals stand on the first page only. */
export interface PageOf<Row, Totals> {
  items: Row[];
  totals: Totals | null;
  next_cursor: string | null;
}

export interface PageAsked {
  limit: number;
  cursor?: string;
}

/** What queryOptions() makes for one page. */
interface PageQuery<Data> {
  queryKey: DataTag<QueryKey, Data, Error>;
}

const LIMITS: Record<string, number> = { '20': 20, '50': 50, '100': 100 };

/**
 * The pages of a list: the size stands in the address, the way back in a stack of cursors that
 * other filters empty. `ask` makes the query of one page out of `filters`.
 */
export function usePages<Row, Totals, Data extends PageOf<Row, Totals>>(
  filters: object,
  ask: (page: PageAsked) => PageQuery<Data>,
) {
  const { filters: search, change } = useFilters<{ size?: string }>();
  const size = search.size ?? '20';
  const limit = LIMITS[size] ?? 20;
  const key = JSON.stringify([filters, size]);
  const [stack, setStack] = useState({ key, cursors: [] as string[] });
  const cursors = stack.key === key ? stack.cursors : [];
  const cursor = cursors.at(-1);

  const first = useQuery(ask({ limit }) as UseQueryOptions<Data>);
  const query = useQuery({
    ...ask(cursor ? { limit, cursor } : { limit }),
    placeholderData: cursor ? keepPreviousData : undefined,
  } as UseQueryOptions<Data>);
  const following = query.isPlaceholderData ? null : query.data?.next_cursor;

  return {
    query,
    first: first.data,
    rows: query.data?.items ?? [],
    totals: first.data?.totals ?? undefined,
    page: cursors.length + 1,
    size,
    next: following ? () => setStack({ key, cursors: [...cursors, following] }) : undefined,
    previous: cursor ? () => setStack({ key, cursors: cursors.slice(0, -1) }) : undefined,
    resize: (next: string) => change({ size: next === '20' ? undefined : next }),
  };
}

export type Pages<Row, Totals> = Omit<
  ReturnType<typeof usePages<Row, Totals, PageOf<Row, Totals>>>,
  'query' | 'first'
> & {
  query: { isPending: boolean; isFetching: boolean; error: Error | null; refetch: () => unknown };
};
