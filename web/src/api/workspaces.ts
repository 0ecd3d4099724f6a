// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { allPages } from './all-pages';
import { api, unwrap } from './client';

/** All that are bound to the account: they are what can be chosen from. */
export const workspaceChoicesQuery = queryOptions({
  queryKey: ['workspaces', 'choices'],
  queryFn: ({ signal }) =>
    allPages((cursor) => {
      const query = cursor ? { limit: 500, cursor } : { limit: 500 };
      return unwrap(api.GET('/v1/workspaces', { signal, params: { query } }));
    }),
});
