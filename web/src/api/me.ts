// SPDX-License-Identifier: Apache-2.0
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, unwrap } from './client';

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => unwrap(api.GET('/v1/me', { signal })),
});

/** Who is signed in; the shell has loaded it before any page shows. `today` is the day by the business clock. */
export const useMe = () => useSuspenseQuery(meQuery).data;
