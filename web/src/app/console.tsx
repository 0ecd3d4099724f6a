// SPDX-License-Identifier: Apache-2.0
import type { QueryClient } from '@tanstack/react-query';
import { type RouterHistory, RouterProvider } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { onSession, sessionState } from '@/api/session';
import { Providers } from './providers';
import { newRouter } from './router';

/** The console: nothing of a member's data outlives the session. */
export function Console({ client, history }: { client: QueryClient; history?: RouterHistory }) {
  const [router] = useState(() => newRouter(client, history));
  useEffect(
    () =>
      onSession(() => {
        if (sessionState() === 'open') return;
        const { href, pathname } = router.state.location;
        const expired = sessionState() === 'expired';
        if (pathname !== '/sign-in') {
          const search = expired && href !== '/' ? { return_to: href } : {};
          void router.navigate({ to: '/sign-in', search, replace: true }).then(() => client.clear());
        }
      }),
    [client, router],
  );
  return (
    <Providers client={client}>
      <RouterProvider router={router} />
    </Providers>
  );
}
