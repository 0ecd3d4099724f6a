// SPDX-License-Identifier: Apache-2.0

import { networkProblem, problemOf } from './problem';
import type { components } from './schema';

type Session = components['schemas']['Session'];
export type SessionState = 'open' | 'closed' | 'expired';

/** Holds no secret: only that there is a session to refresh, and which, so that other tabs see a change. */
const MARK = 'bc.session';
/** Who sent a refresh whose answer has not come, and when: a page that was left in between leaves it behind. */
const PENDING = 'bc.refreshing';
const PENDING_MS = 2000;
/** By then the other tabs see what one has written. */
const SEEN_MS = 50;
/** Tokens are renewed this long before they end. */
const MARGIN_MS = 30_000;

let token: string | undefined;
let endsAt = 0;
let mark: string | null = localStorage.getItem(MARK);
let state: SessionState = mark ? 'open' : 'closed';
let refreshing: Promise<string | undefined> | undefined;
const listeners = new Set<() => void>();

export const sessionState = () => state;

export function onSession(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function become(next: SessionState) {
  if (next !== 'open') {
    token = undefined;
    mark = null;
    localStorage.removeItem(MARK);
  }
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
}

function keep(session: Session) {
  token = session.access_token;
  endsAt = Date.now() + session.expires_in * 1000 - MARGIN_MS;
  return token;
}

async function send(method: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(path, location.origin), { method, credentials: 'same-origin', ...init });
  } catch {
    throw networkProblem();
  }
}

const bodyOf = (response: Response): Promise<unknown> => response.json().catch(() => undefined);

export async function signIn(login: string, password: string) {
  const response = await send('POST', '/v1/session', {
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  const body = await bodyOf(response);
  if (!response.ok) throw problemOf(response, body);
  keep(body as Session);
  mark = `${Date.now()}.${Math.random()}`;
  localStorage.setItem(MARK, mark);
  become('open');
}

/** Until the server has ended it, or says that it has ended, the session stays open. */
export async function signOut() {
  let held = await accessToken();
  let response = await endWith(held);
  if (response?.status === 401) {
    held = await tokenAfter(held);
    response = await endWith(held);
  }
  if (response && response.status !== 204) throw problemOf(response, await bodyOf(response));
  become('closed');
}

const endWith = async (held: string | undefined) =>
  held ? send('DELETE', '/v1/session', { headers: { Authorization: `Bearer ${held}` } }) : undefined;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How long another page's refresh may still be on its way. */
function othersLeft() {
  const since = Date.now() - (JSON.parse(localStorage.getItem(PENDING) ?? '0') as number);
  return since >= 0 && since < PENDING_MS ? PENDING_MS - since : 0;
}

/**
 * Waits until no other page refreshes, and says that this one does. Without the browser's lock a page
 * looks again whether its word still stands, as another may have written at the same moment. What remains
 * there: two refresh, and the session ends, if what one writes takes longer than SEEN_MS to reach the
 * other, or if an answer takes longer than PENDING_MS.
 */
async function claim(locked: boolean): Promise<string> {
  for (;;) {
    for (let left = othersLeft(); left > 0; left = othersLeft()) await pause(Math.min(left, SEEN_MS));
    const mine = `${Date.now()}.${`${Math.random()}`.slice(2)}`;
    localStorage.setItem(PENDING, mine);
    if (locked) return mine;
    await pause(SEEN_MS * (1 + Math.random()));
    if (localStorage.getItem(PENDING) === mine) return mine;
  }
}

/** Each refresh token serves once, so no second request may go out before the answer to the first is in. */
async function refreshAlone(locked: boolean): Promise<string | undefined> {
  const mine = await claim(locked);
  // keepalive: the answer's cookie is taken even if the page is left meanwhile.
  const response = await send('POST', '/v1/session/refresh', { headers: { 'X-CSRF': '1' }, keepalive: true });
  const body = await bodyOf(response);
  if (localStorage.getItem(PENDING) === mine) localStorage.removeItem(PENDING);
  if (response.ok) return keep(body as Session);
  const problem = problemOf(response, body);
  if (problem.status !== 401) throw problem;
  become('expired');
  return undefined;
}

function refresh(): Promise<string | undefined> {
  // Not in old browsers, nor without TLS.
  const locks: LockManager | undefined = navigator.locks;
  const sole = async () =>
    locks ? locks.request('bc.refresh', () => refreshAlone(true)) : refreshAlone(false);
  refreshing ??= sole().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** A token that serves, or undefined where nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (state !== 'open') return undefined;
  if (token && Date.now() < endsAt) return token;
  return refresh();
}

/** After a 401: the token that others have fetched meanwhile, or a new one. */
export async function tokenAfter(refused: string | undefined): Promise<string | undefined> {
  if (state !== 'open') return undefined;
  return token && token !== refused ? token : refresh();
}

/** Even a new token was refused: the session has ended. */
export const sessionRefused = () => become('expired');

/** Another tab has signed out, or signed in as someone else. */
window.addEventListener('storage', (event) => {
  if (event.key !== MARK || event.newValue === mark) return;
  if (event.newValue === null) become('closed');
  else location.reload();
});
