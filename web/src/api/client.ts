// SPDX-License-Identifier: Apache-2.0
import createClient from 'openapi-fetch';
import { networkProblem, problemOf } from './problem';
import type { components, paths } from './schema';
import { accessToken, sessionRefused, tokenAfter } from './session';

export type Schemas = components['schemas'];

async function send(request: Request, token: string | undefined): Promise<Response> {
  if (token) request.headers.set('Authorization', `Bearer ${token}`);
  try {
    return await globalThis.fetch(request);
  } catch (error) {
    if (request.signal.aborted) throw error;
    throw networkProblem();
  }
}

/** A refused token is renewed once; a second refusal ends the session. */
async function authorized(request: Request): Promise<Response> {
  const again = request.clone();
  const token = await accessToken();
  const response = await send(request, token);
  if (response.status !== 401) return response;
  const fresh = await tokenAfter(token);
  if (!fresh) return response;
  const second = await send(again, fresh);
  if (second.status === 401) sessionRefused();
  return second;
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: authorized });

/** The answer's body; every answer that is no success is thrown as a ProblemError. */
export async function unwrap<Data>(
  answer: Promise<{ data?: Data; error?: unknown; response: Response }>,
): Promise<Data> {
  const { data, error, response } = await answer;
  if (!response.ok) throw problemOf(response, error);
  return data as Data;
}
