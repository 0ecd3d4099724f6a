// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { allPages } from '@/api/all-pages';
import { api, type Schemas, unwrap } from '@/api/client';

export interface Days {
  from: string;
  until: string;
}

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
      let currency = '';
      const rows = await allPages<Schemas['UsageRow']>(async (cursor) => {
        const query = { from, until, by, limit: 500, ...(cursor && { cursor }) };
        const page = await unwrap(api.GET('/v1/usage/daily', { params: { query }, signal }));
        currency = page.currency;
        return page;
      });
      return { currency, rows };
    },
  });

/** Vouchers and cards that can be spent now and not any more at `before`, the next to expire first. */
export const expiringQuery = (before: string) =>
  queryOptions({
    queryKey: ['purses', 'expiring', before],
    queryFn: async ({ signal }) => {
      let count = 0;
      const all = (path: '/v1/vouchers' | '/v1/cards') =>
        allPages<Schemas['Purse']>(async (cursor) => {
          const query = {
            state: 'active',
            expires_before: before,
            limit: 500,
            ...(cursor && { cursor }),
          } as const;
          const page = await unwrap(api.GET(path, { params: { query }, signal }));
          count += page.totals?.count ?? 0;
          return page;
        });
      const purses = (await Promise.all([all('/v1/vouchers'), all('/v1/cards')])).flat();
      purses.sort((a, b) => ((a.expires_at ?? '') < (b.expires_at ?? '') ? -1 : 1));
      return { count, purses };
    },
  });
