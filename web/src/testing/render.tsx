// SPDX-License-Identifier: Apache-2.0
import { createMemoryHistory } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { HttpResponse, http } from 'msw';
import type { Schemas } from '@/api/client';
import { signIn } from '@/api/session';
import { Console } from '@/app/console';
import { newQueryClient } from '@/app/providers';
import { server } from './setup';

/** Where the API answers in tests. */
export const at = (path: string) => new URL(path, location.origin).href;

export const session = (token: string): Schemas['Session'] => ({
  access_token: token,
  token_type: 'Bearer',
  expires_in: 900,
  session_expires_at: '2026-11-23T06:00:00Z',
});

export const me: Schemas['Me'] = {
  member: { login: 'finance@alpha.example', name: 'Li Wei', role: 'finance' },
  account: { account: 'A', name: 'Alpha Trading', currency: 'CNY', time_zone: 'Asia/Shanghai' },
  session: { opened_at: '2026-11-22T18:00:00Z', expires_at: '2026-11-29T18:00:00Z' },
  today: '2015-03-14',
  as_of: '2015-03-14T08:00:00Z',
};

export const problem = (slug: string, status: number, more: object = {}, headers: object = {}) =>
  HttpResponse.json(
    { type: `/problems/${slug}`, title: `title of ${slug}`, status, instance: 'request-17', ...more },
    { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
  );

/** The whole console at a path, as a visitor sees it. */
export function open(path: string) {
  const history = createMemoryHistory({ initialEntries: [path] });
  const client = newQueryClient();
  client.setDefaultOptions({ queries: { retry: false } });
  return { history, client, ...render(<Console client={client} history={history} />) };
}

/** The same for a member who has signed in. */
export async function openSignedIn(path: string, as = me) {
  server.use(
    http.post(at('/v1/session'), () => HttpResponse.json(session('token-1'), { status: 201 })),
    http.get(at('/v1/me'), () => HttpResponse.json(as)),
  );
  await signIn('finance@alpha.example', 'secret');
  return open(path);
}
