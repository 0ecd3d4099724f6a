// SPDX-License-Identifier: Apache-2.0
import { HttpResponse, http } from 'msw';
import { at, me, problem, session } from '@/testing/render';
import { server } from '@/testing/setup';

/** A page that has just been loaded. */
async function load() {
  vi.resetModules();
  const { accessToken, sessionState, signIn, signOut } = await import('./session');
  const { api, unwrap } = await import('./client');
  return { accessToken, sessionState, signIn, signOut, me: () => unwrap(api.GET('/v1/me')) };
}

const bearer = (request: Request) => request.headers.get('Authorization')?.replace('Bearer ', '');

/** /v1/me that takes one token only, and /v1/session/refresh that gives the given tokens. */
function serve(accepted: string, tokens: string[]) {
  const counts = { refreshes: 0, refused: 0 };
  server.use(
    http.post(at('/v1/session'), () => HttpResponse.json(session('token-1'), { status: 201 })),
    http.post(at('/v1/session/refresh'), ({ request }) => {
      expect(request.headers.get('X-CSRF')).toBe('1');
      const token = tokens[counts.refreshes++];
      return token ? HttpResponse.json(session(token)) : problem('unauthenticated', 401);
    }),
    http.get(at('/v1/me'), ({ request }) => {
      if (bearer(request) === accepted) return HttpResponse.json(me);
      counts.refused++;
      return problem('unauthenticated', 401);
    }),
  );
  return counts;
}

test('a visitor who never signed in asks for no token', async () => {
  const page = await load();
  expect(page.sessionState()).toBe('closed');
  expect(await page.accessToken()).toBeUndefined();
});

test('a token is used until it is refused, then renewed once for all who wait', async () => {
  const counts = serve('token-2', ['token-2']);
  const page = await load();
  await page.signIn('li@alpha.example', 'secret');
  const answers = await Promise.all([page.me(), page.me(), page.me()]);
  expect(answers.map((answer) => answer.account.account)).toEqual(['A', 'A', 'A']);
  expect(counts).toEqual({ refreshes: 1, refused: 3 });
  await page.me();
  expect(counts.refreshes).toBe(1);
});

test('where the browser has locks, tabs renew one after the other', async () => {
  serve('token-2', ['token-2']);
  const held: string[] = [];
  const request = (name: string, job: () => unknown) => {
    held.push(name);
    return job();
  };
  Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true });
  const page = await load();
  await page.signIn('li@alpha.example', 'secret');
  await page.me();
  expect(held).toEqual(['bc.refresh']);
  Reflect.deleteProperty(navigator, 'locks');
});

test('after a reload the session goes on without signing in', async () => {
  const counts = serve('token-2', ['token-2']);
  await (await load()).signIn('li@alpha.example', 'secret');
  const page = await load();
  expect(page.sessionState()).toBe('open');
  await Promise.all([page.me(), page.me()]);
  expect(counts).toEqual({ refreshes: 1, refused: 0 });
});

test('a refused refresh ends the session, and is not tried again', async () => {
  const counts = serve('none', []);
  const page = await load();
  await page.signIn('li@alpha.example', 'secret');
  await expect(page.me()).rejects.toMatchObject({ slug: 'unauthenticated' });
  expect(page.sessionState()).toBe('expired');
  await expect(page.me()).rejects.toMatchObject({ slug: 'unauthenticated' });
  expect(counts.refreshes).toBe(1);
  expect((await load()).sessionState()).toBe('closed');
});

test('a new token that is refused too ends the session', async () => {
  const counts = serve('none', ['token-2', 'token-3']);
  const page = await load();
  await page.signIn('li@alpha.example', 'secret');
  await expect(page.me()).rejects.toMatchObject({ status: 401 });
  expect(page.sessionState()).toBe('expired');
  expect(counts).toEqual({ refreshes: 1, refused: 2 });
});

test('a server that is out of reach ends no session', async () => {
  serve('token-2', ['token-2']);
  await (await load()).signIn('li@alpha.example', 'secret');
  const page = await load();
  server.use(http.post(at('/v1/session/refresh'), () => problem('busy', 503), { once: true }));
  await expect(page.me()).rejects.toMatchObject({ slug: 'busy' });
  expect(page.sessionState()).toBe('open');
  expect((await page.me()).account.account).toBe('A');
});

test('a refresh that another page may have left behind is waited for', async () => {
  serve('token-2', ['token-2']);
  await (await load()).signIn('li@alpha.example', 'secret');
  localStorage.setItem('bc.refreshing', `${Date.now() - 1500}`);
  const page = await load();
  const before = Date.now();
  await page.me();
  expect(Date.now() - before).toBeGreaterThan(300);
});

test('without locks, tabs restored at the same moment renew one after the other', async () => {
  serve('token-1', []);
  await (await load()).signIn('li@alpha.example', 'secret');
  const tabs = [await load(), await load(), await load()];
  let running = 0;
  let most = 0;
  server.use(
    http.post(at('/v1/session/refresh'), async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 100));
      running--;
      return HttpResponse.json(session('token-2'));
    }),
  );
  expect(await Promise.all(tabs.map((tab) => tab.accessToken()))).toEqual(['token-2', 'token-2', 'token-2']);
  expect(most).toBe(1);
});

/** Answers to DELETE /v1/session, one after the other; gives back the tokens that were sent. */
function ending(...statuses: number[]) {
  const told: (string | undefined)[] = [];
  server.use(
    http.delete(at('/v1/session'), ({ request }) => {
      const status = statuses[told.push(bearer(request)) - 1];
      if (status === 204) return new HttpResponse(null, { status });
      return problem(status === 401 ? 'unauthenticated' : 'busy', status ?? 500);
    }),
  );
  return told;
}

test('signing out with a token that is refused goes on with a new one', async () => {
  serve('token-2', ['token-2']);
  const told = ending(401, 204);
  const page = await load();
  await page.signIn('li@alpha.example', 'secret');
  await page.signOut();
  expect(told).toEqual(['token-1', 'token-2']);
  expect(page.sessionState()).toBe('closed');
});

test.each([[[503]], [[401, 401]], [[401, 503]], [[200]]])(
  'a session that the server does not end stays open: %j',
  async (statuses) => {
    serve('token-2', ['token-2']);
    ending(...statuses, 204);
    const page = await load();
    await page.signIn('li@alpha.example', 'secret');
    await expect(page.signOut()).rejects.toMatchObject({ name: 'ProblemError' });
    expect(page.sessionState()).toBe('open');
    await page.signOut();
    expect(page.sessionState()).toBe('closed');
  },
);

test('signing out without a token needs one first; a server that gives none ends nothing', async () => {
  serve('token-1', []);
  const told = ending(204);
  await (await load()).signIn('li@alpha.example', 'secret');
  const page = await load();
  server.use(http.post(at('/v1/session/refresh'), () => problem('busy', 503), { once: true }));
  await expect(page.signOut()).rejects.toMatchObject({ slug: 'busy' });
  expect(page.sessionState()).toBe('open');
  // Refused: it has ended already.
  await page.signOut();
  expect(page.sessionState()).toBe('closed');
  expect(told).toEqual([]);
});

test('signing out tells the server, forgets the token, and other tabs follow', async () => {
  serve('token-1', []);
  let told: string | undefined;
  server.use(
    http.delete(at('/v1/session'), ({ request }) => {
      told = bearer(request);
      return new HttpResponse(null, { status: 204 });
    }),
  );
  const page = await load();
  await page.signIn('li@alpha.example', 'secret');
  const other = await load();
  await page.signOut();
  expect(told).toBe('token-1');
  expect(page.sessionState()).toBe('closed');
  window.dispatchEvent(new StorageEvent('storage', { key: 'bc.session', newValue: null }));
  expect(other.sessionState()).toBe('closed');
  expect(await page.accessToken()).toBeUndefined();
});
