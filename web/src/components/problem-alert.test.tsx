// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import { networkProblem, ProblemError } from '@/api/problem';
import { speak } from '@/i18n/i18n';
import { ProblemAlert } from './problem-alert';

const of = (slug: string, status: number, more: object = {}) =>
  new ProblemError({
    type: `/problems/${slug}`,
    slug,
    title: 'An English title',
    status,
    detail: 'an English detail',
    instance: 'request-17',
    ...more,
  });

const show = (error: unknown) => render(<ProblemAlert error={error} onRetry={() => {}} />);

afterEach(() => speak('en'));

test.each([
  ['internal', '服务器出错'],
  ['made-up', '出现意外错误'],
])('who reads Chinese is told nothing in English: %s', async (slug, title) => {
  await speak('zh-CN');
  show(of(slug, 500));
  expect(screen.getByText(title)).toBeInTheDocument();
  expect(screen.getByText('request-17')).toBeInTheDocument();
  expect(screen.queryByText(/English/)).not.toBeInTheDocument();
});

test('too many days are told in Chinese', async () => {
  await speak('zh-CN');
  show(of('invalid-field', 422, { errors: [{ pointer: '/from', detail: 'at most 366 days' }] }));
  expect(screen.getByText(/一次最多查询 366 天/)).toBeInTheDocument();
});

test('the detail is shown to who reads English', () => {
  show(of('internal', 500));
  expect(screen.getByText('an English detail')).toBeInTheDocument();
});

test.each([
  [of('invalid-field', 422), 0],
  [of('no-such-bill', 404), 0],
  [of('too-many-requests', 429), 1],
  [of('busy', 503), 1],
  [networkProblem(), 1],
])('only what may pass can be tried again: %s', (error, buttons) => {
  show(error);
  expect(screen.queryAllByRole('button', { name: 'Try again' })).toHaveLength(buttons);
});
