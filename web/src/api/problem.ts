// SPDX-License-Identifier: Apache-2.0
import type { components } from './schema';

type Problem = components['schemas']['Problem'];
type FieldFault = { pointer: string; detail: string };

/** An answer that is no success. `slug` is the last part of the problem's type; `network` without an answer. */
export class ProblemError extends Error {
  readonly slug: string;
  readonly status: number;
  readonly detail: string | undefined;
  readonly errors: FieldFault[];
  readonly requestId: string | undefined;
  /** In how many seconds a try may succeed. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem & { slug: string; retryAfter?: number | undefined }) {
    super(problem.title);
    this.name = 'ProblemError';
    this.slug = problem.slug;
    this.status = problem.status;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
    this.requestId = problem.instance || undefined;
    this.retryAfter = problem.retryAfter;
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'type' in body && 'title' in body && 'status' in body;

/** The API names seconds, never a date. */
function secondsOf(header: string | null): number | undefined {
  return header && /^(0|[1-9]\d{0,5})$/.test(header) ? (JSON.parse(header) as number) : undefined;
}

export function problemOf(response: Response, body: unknown): ProblemError {
  const retryAfter = secondsOf(response.headers.get('Retry-After'));
  if (isProblem(body)) {
    const slug = body.type.startsWith('/problems/')
      ? body.type.slice('/problems/'.length)
      : `http-${body.status}`;
    return new ProblemError({ ...body, slug, retryAfter });
  }
  return new ProblemError({
    type: 'about:blank',
    slug: `http-${response.status}`,
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    instance: response.headers.get('X-Request-Id') ?? '',
    retryAfter,
  });
}

/** Whether the same request may succeed later: what the request itself is to blame for stays wrong. */
export const mayPass = (error: unknown) =>
  !(error instanceof ProblemError) || error.status < 400 || error.status === 429 || error.status >= 500;

export const networkProblem = () =>
  new ProblemError({
    type: 'about:blank',
    slug: 'network',
    title: 'The server cannot be reached',
    status: 0,
    instance: '',
  });
