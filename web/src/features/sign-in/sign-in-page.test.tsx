// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { at, me, open, openSignedIn, problem, session } from '@/testing/render';
import { server } from '@/testing/setup';
import { signInSearch } from './return-to';

async function fill(login: string, password: string) {
  await userEvent.type(await screen.findByLabelText('E-mail'), login);
  await userEvent.type(screen.getByLabelText('Password'), password);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

const answerAll = () =>
  server.use(
    http.get(at('/v1/me'), () => HttpResponse.json(me)),
    http.get(at('/v1/*'), () => problem('busy', 503)),
  );

test('tells a wrong password, and lets try again', async () => {
  const bodies: unknown[] = [];
  server.use(
    http.post(at('/v1/session'), async ({ request }) => {
      bodies.push(await request.json());
      return bodies.length === 1
        ? problem('sign-in-failed', 401)
        : HttpResponse.json(session('token-1'), { status: 201 });
    }),
  );
  answerAll();
  const { history } = open('/sign-in');
  await fill(' finance@alpha.example ', 'wrong');
  expect(await screen.findByText('E-mail or password is wrong')).toBeInTheDocument();
  expect(screen.getByText('request-17')).toBeInTheDocument();

  await userEvent.type(screen.getByLabelText('Password'), '!');
  await userEvent.keyboard('{Enter}');
  expect(await screen.findByText('Alpha Trading')).toBeInTheDocument();
  expect(history.location.pathname).toBe('/');
  expect(bodies).toEqual([
    { login: 'finance@alpha.example', password: 'wrong' },
    { login: 'finance@alpha.example', password: 'wrong!' },
  ]);
});

test.each([
  ['too-many-requests', 429, '1', 'Try again in 1 second'],
  ['too-many-requests', 429, '30', 'Try again in 30 seconds'],
  ['too-many-requests', 429, '60', 'Try again in 1 minute'],
  ['too-many-requests', 429, '900', 'Try again in 15 minutes'],
  ['too-many-requests', 429, 'soon', 'Too many requests or tries'],
  ['busy', 503, '1', 'The server is busy; try again shortly'],
])('tells %s (%i, %s)', async (slug, status, retryAfter, text) => {
  localStorage.clear();
  const { signOut } = await import('@/api/session');
  server.use(http.delete(at('/v1/session'), () => new HttpResponse(null, { status: 204 })));
  await signOut();
  server.use(http.post(at('/v1/session'), () => problem(slug, status, {}, { 'Retry-After': retryAfter })));
  open('/sign-in');
  await fill('finance@alpha.example', 'secret');
  expect(await screen.findByText(text)).toBeInTheDocument();
});

test('asks for what is missing, without the server', async () => {
  open('/sign-in');
  await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }));
  expect(await screen.findByText('Enter your e-mail address')).toBeInTheDocument();
  expect(screen.getByText('Enter your password')).toBeInTheDocument();
});

test('leads back to the page that was asked for', async () => {
  const { history } = open('/sign-in?return_to=%2Fnowhere%3Fa%3Db');
  answerAll();
  server.use(http.post(at('/v1/session'), () => HttpResponse.json(session('token-1'), { status: 201 })));
  await fill('finance@alpha.example', 'secret');
  expect(await screen.findByText('This page does not exist')).toBeInTheDocument();
  expect(history.location.href).toBe('/nowhere?a=b');
});

test('a session that ends leads to the sign-in page once, and back afterwards', async () => {
  const { history } = await openSignedIn('/?x=1');
  server.use(
    http.get(at('/v1/*'), () => problem('unauthenticated', 401)),
    http.post(at('/v1/session/refresh'), () => problem('unauthenticated', 401)),
  );
  expect(await screen.findByText('Your session has ended. Please sign in again.')).toBeInTheDocument();
  expect(history.location.pathname).toBe('/sign-in');
});

test.each([
  '//evil.example/',
  'https://evil.example/',
  '/\\evil.example',
  'javascript:alert(1)',
  '/sign-in',
  '',
])('never leads to %s', (path) => {
  expect(signInSearch({ return_to: path })).toEqual({});
});

test('leads to paths of the console', () => {
  expect(signInSearch({ return_to: '/bills?state=rated' })).toEqual({ return_to: '/bills?state=rated' });
});
