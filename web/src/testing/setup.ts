// SPDX-License-Identifier: Apache-2.0
import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { setupServer } from 'msw/node';
import { speak } from '@/i18n/i18n';

configure({ asyncUtilTimeout: 8000 });

/** The network: a request that a test does not answer fails it. */
export const server = setupServer();
const unanswered: string[] = [];

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

beforeAll(async () => {
  server.listen({
    onUnhandledRequest: (request, print) => {
      unanswered.push(`${request.method} ${request.url}`);
      print.error();
    },
  });
  vi.stubGlobal('ResizeObserver', NoObserver);
  window.scrollTo = () => {};
  await speak('en');
});

afterEach(() => {
  cleanup();
  server.resetHandlers();
  localStorage.clear();
  expect(unanswered.splice(0)).toEqual([]);
});

afterAll(() => server.close());
