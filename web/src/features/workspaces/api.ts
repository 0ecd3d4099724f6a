// SPDX-License-Identifier: Apache-2.0
import { type QueryKey, queryOptions } from '@tanstack/react-query';
import { allPages } from '@/api/all-pages';
import { api, type Schemas, unwrap } from '@/api/client';
import type { paths } from '@/api/schema';

export type Workspace = Schemas['Workspace'];
export type List = Schemas['WorkspaceList'];
export type Totals = NonNullable<List['totals']>;
type Asked = NonNullable<paths['/v1/workspaces']['get']['parameters']['query']>;

const list = (query: Asked, signal: AbortSignal) =>
  unwrap(api.GET('/v1/workspaces', { params: { query }, signal }));

export const workspacesQuery = (query: Asked) =>
  queryOptions<List, Error, List, QueryKey>({
    queryKey: ['workspaces', query],
    queryFn: ({ signal }) => list(query, signal),
  });

/** The sites that the account has workspaces in: codes and names. */
export const sitesQuery = queryOptions({
  queryKey: ['workspaces', 'sites'],
  queryFn: async ({ signal }) => {
    const rows = await allPages<Workspace>((cursor) =>
      list(cursor ? { limit: 500, cursor } : { limit: 500 }, signal),
    );
    const names = new Map(rows.map((row) => [row.site, row.site_name]));
    return [...names].map(([value, label]) => ({ value, label: `${label} (${value})` }));
  },
});

export const costKey = (site: string, workspace: string) => `${site}/${workspace}`;

/** What was billed by workspace, under its costKey; without one nothing was. */
export const costsQuery = (from: string, until: string) =>
  queryOptions({
    queryKey: ['usage', 'workspaces', from, until],
    queryFn: async ({ signal }) => {
      const rows = await allPages<Schemas['UsageRow']>((cursor) => {
        const query = { from, until, by: 'workspace', limit: 500, ...(cursor && { cursor }) };
        return unwrap(api.GET('/v1/usage/daily', { params: { query }, signal }));
      });
      return Object.fromEntries(
        rows.map((row) => [costKey(row.site ?? '', row.workspace ?? ''), row.charge]),
      );
    },
  });
