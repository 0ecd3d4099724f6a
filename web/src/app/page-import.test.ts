// SPDX-License-Identifier: Apache-2.0
import { HttpResponse, http } from 'msw';
import { at } from '@/testing/render';
import { server } from '@/testing/setup';
import { imported } from './page-import';

const lost = new TypeError('Failed to fetch dynamically imported module: /assets/bills-page.js');
const failing = () => imported(() => Promise.reject(lost));

test('a part that cannot be loaded without a server is a problem of the network', async () => {
  server.use(http.head(at('/'), () => HttpResponse.error()));
  await expect(failing()).rejects.toMatchObject({ slug: 'network' });
});

test('a part that the server no longer has stays the error that the router reloads for', async () => {
  server.use(http.head(at('/'), () => new HttpResponse(null, { status: 200 })));
  await expect(failing()).rejects.toBe(lost);
});

test('what loads is given on', async () => {
  expect(await imported(async () => 'a page')).toBe('a page');
});
