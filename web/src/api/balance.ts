// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';

/** What can be spent now. */
export const balanceQuery = queryOptions({
  queryKey: ['balance'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/balance', { signal })),
});

/** What the books said at an instant. */
export const balanceAtQuery = (at: string) =>
  queryOptions({
    queryKey: ['balance', at],
    queryFn: ({ signal }) => unwrap(api.GET('/v1/balance', { params: { query: { at } }, signal })),
  });
