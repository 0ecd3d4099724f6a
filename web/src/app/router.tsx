// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  type RouterHistory,
  redirect,
} from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import { ProblemError } from '@/api/problem';
import { sessionState } from '@/api/session';
import { parseSearch, stringifySearch } from '@/components/search-params';
import { signInSearch } from '@/features/sign-in/return-to';

import { mayOpen, NAV } from './nav';
import { PageFailed } from './page-failed';

interface Context {
  client: QueryClient;
}

const Forbidden = lazyRouteComponent(() => import('./error-page'), 'Forbidden');

const root = createRootRouteWithContext<Context>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: () => {
    if (sessionState() === 'open') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(() => import('@/features/sign-in/sign-in-page'), 'SignInPage'),
});

/** Everything but the sign-in page: for members only. */
const members = createRoute({
  getParentRoute: () => root,
  id: 'members',
  beforeLoad: ({ location }) => {
    if (sessionState() !== 'open') {
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { return_to: location.href } });
    }
  },
  loader: async ({ context, location }) => {
    try {
      await context.client.ensureQueryData(meQuery);
    } catch (error) {
      if (sessionState() === 'open' || !(error instanceof ProblemError) || error.status !== 401) throw error;
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { return_to: location.href } });
    }
  },
  component: lazyRouteComponent(() => import('./shell'), 'Shell'),
  errorComponent: PageFailed,
});

const pages = NAV.map((row) =>
  createRoute({
    getParentRoute: () => members,
    path: row.path,
    validateSearch: row.search ?? (() => ({})),
    beforeLoad: async ({ context }) => {
      const { member } = await context.client.ensureQueryData(meQuery);
      if (!mayOpen(row, member.role)) throw new ForbiddenPage();
    },
    component: lazyRouteComponent(async () => ({ Component: await row.page() }), 'Component'),
    errorComponent: ({ error }) =>
      error instanceof ForbiddenPage ? <Forbidden /> : <PageFailed error={error} />,
  }),
);

class ForbiddenPage extends Error {}

export const newRouter = (client: QueryClient, history?: RouterHistory) =>
  createRouter({
    routeTree: root.addChildren([signIn, members.addChildren(pages)]),
    context: { client },
    history,
    parseSearch,
    stringifySearch,
    search: { strict: true },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: lazyRouteComponent(() => import('./error-page'), 'NotFound'),
    scrollRestoration: true,
  });
