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
import { lazy, Suspense } from 'react';
import { meQuery } from '@/api/me';
import { sessionState } from '@/api/session';
import { parseSearch, stringifySearch } from '@/components/search-params';
import { signInSearch } from '@/features/sign-in/return-to';

import { mayOpen, NAV } from './nav';
import { PageFailed } from './page-failed';
import { imported } from './page-import';

interface Context {
  client: QueryClient;
}

const NotFound = lazy(async () => ({ default: (await import('./error-page')).NotFound }));
const Forbidden = lazy(async () => ({ default: (await import('./error-page')).Forbidden }));

const root = createRootRouteWithContext<Context>()({ component: Outlet });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: () => {
    if (sessionState() === 'open') throw redirect({ to: '/' });
  },
  component: lazyRouteComponent(
    () => imported(() => import('@/features/sign-in/sign-in-page')),
    'SignInPage',
  ),
  errorComponent: PageFailed,
});

const toSignIn = (href: string) =>
  redirect({ to: '/sign-in', search: href === '/' ? {} : { return_to: href } });

/** Everything but the sign-in page: for members only, who are known before anything of it shows. */
const members = createRoute({
  getParentRoute: () => root,
  id: 'members',
  beforeLoad: async ({ context, location }) => {
    if (sessionState() !== 'open') throw toSignIn(location.href);
    try {
      return { me: await context.client.ensureQueryData(meQuery) };
    } catch (error) {
      throw sessionState() === 'open' ? error : toSignIn(location.href);
    }
  },
  component: lazyRouteComponent(() => imported(() => import('./shell')), 'Shell'),
  errorComponent: PageFailed,
});

const pages = NAV.map((row) =>
  createRoute({
    getParentRoute: () => members,
    path: row.path,
    validateSearch: row.search ?? (() => ({})),
    beforeLoad: ({ context }) => {
      if (!mayOpen(row, context.me.member.role)) throw new ForbiddenPage();
    },
    component: lazyRouteComponent(async () => ({ Component: await imported(row.page) }), 'Component'),
    errorComponent: ({ error }) =>
      error instanceof ForbiddenPage ? (
        <Suspense>
          <Forbidden />
        </Suspense>
      ) : (
        <PageFailed error={error} />
      ),
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
    defaultNotFoundComponent: () => (
      <Suspense>
        <NotFound />
      </Suspense>
    ),
    scrollRestoration: true,
  });
