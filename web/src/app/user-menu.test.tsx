// SPDX-License-Identifier: Apache-2.0
import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { at, openSignedIn, problem } from '@/testing/render';
import { server } from '@/testing/setup';

async function signOut() {
  await userEvent.click(await screen.findByRole('button', { name: 'User menu: Li Wei' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Sign out' }));
}

test('a session that the server could not end stays open, and that is said', async () => {
  server.use(
    http.delete(at('/v1/session'), () => new HttpResponse(null, { status: 204 })),
    http.get(at('/v1/cards'), () =>
      HttpResponse.json({ currency: 'CNY', items: [], totals: null, next_cursor: null }),
    ),
  );
  await openSignedIn('/cards');
  server.use(http.delete(at('/v1/session'), () => problem('busy', 503), { once: true }));
  await signOut();
  expect(
    await screen.findByText('Could not sign out: you are still signed in. Try again.'),
  ).toBeInTheDocument();
  expect(screen.getByText('Alpha Trading')).toBeInTheDocument();
  await signOut();
  expect(await screen.findByLabelText('Password')).toBeInTheDocument();
  expect(screen.queryByText('Alpha Trading')).not.toBeInTheDocument();
});
