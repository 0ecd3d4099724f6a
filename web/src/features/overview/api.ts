// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '@/api/client';

export interface Days {
  from: string;
  until: string;
}

export const balanceQuery = queryOptions({
  queryKey: ['balance'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/balance', { signal })),
});

/** What all bills of some days come to; the rows are not needed. */
export const spentQuery = ({ from, until }: Days) =>
  queryOptions({
    queryKey: ['bills', 'spent', from, until],
    queryFn: async ({ signal }) => {
      const list = await unwrap(
        api.GET('/v1/bills/daily', { params: { query: { from, until, limit: 1 } }, signal }),
      );
      return { currency: list.currency, total: list.totals?.total ?? '0.00' };
    },
  });

export const latestBillsQuery = queryOptions({
  queryKey: ['bills', 'latest'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/bills/daily', { params: { query: { limit: 6 } }, signal })),
});

/** All rows, however many pages they have. */
export const usageQuery = (by: 'day,item' | 'workspace', { from, until }: Days) =>
  queryOptions({
    queryKey: ['usage', by, from, until],
    queryFn: async ({ signal }) => {
      const rows: Schemas['UsageRow'][] = [];
      let cursor: string | undefined;
      for (;;) {
        const query = { from, until, by, limit: 500, ...(cursor && { cursor }) };
        const page = await unwrap(api.GET('/v1/usage/daily', { params: { query }, signal }));
        rows.push(...page.items);
        if (!page.next_cursor) return { currency: page.currency, rows };
        cursor = page.next_cursor;
      }
    },
  });

/** Vouchers and cards that can be spent now and not any more at `before`, the next to expire first. */
export const expiringQuery = (before: string) =>
  queryOptions({
    queryKey: ['purses', 'expiring', before],
    queryFn: async ({ signal }) => {
      const params = { query: { state: 'active' as const, expires_before: before, limit: 50 } };
      const [vouchers, cards] = await Promise.all([
        unwrap(api.GET('/v1/vouchers', { params, signal })),
        unwrap(api.GET('/v1/cards', { params, signal })),
      ]);
      return [...vouchers.items, ...cards.items].sort((a, b) =>
        (a.expires_at ?? '') < (b.expires_at ?? '') ? -1 : 1,
      );
    },
  });
