// SPDX-License-Identifier: Apache-2.0
import { type QueryKey, queryOptions } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '@/api/client';
import type { paths } from '@/api/schema';

export type Transaction = Schemas['Transaction'];
export type List = Schemas['TransactionList'];
export type Totals = NonNullable<List['totals']>;
type Asked = NonNullable<paths['/v1/transactions']['get']['parameters']['query']>;

export const transactionsQuery = (query: Asked) =>
  queryOptions<List, Error, List, QueryKey>({
    queryKey: ['transactions', query],
    queryFn: ({ signal }) => unwrap(api.GET('/v1/transactions', { params: { query }, signal })),
  });

/** What is needed to check an entry against the signed digest of the books. */
export const proofOf = (serial: string) =>
  unwrap(api.GET('/v1/transactions/{serial}/proof', { params: { path: { serial } } }));
