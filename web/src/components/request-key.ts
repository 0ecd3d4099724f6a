// SPDX-License-Identifier: Apache-2.0

const nameOf = (action: string) => `bc.request.${action}`;

/** A UUID of version 4; crypto.randomUUID is missing in older engines and without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Tells bodies apart without keeping them: a code is not to be read from the browser's storage. */
function markOf(body: object): string {
  let [low, high] = [5381, 52_711];
  for (const char of JSON.stringify(body)) {
    const point = char.codePointAt(0) ?? 0;
    low = Math.imul(low, 33) ^ point;
    high = Math.imul(high, 37) ^ point;
  }
  return `${(low >>> 0).toString(36)}-${(high >>> 0).toString(36)}`;
}

/**
 * The idempotency key of an action that moves money: the same for the same body until
 * `requestDone`, also after the page was loaded again, so that a retry is the same request.
 */
export function requestKey(action: string, body: object): string {
  const mark = markOf(body);
  const [keptMark, keptKey] = sessionStorage.getItem(nameOf(action))?.split(' ') ?? [];
  if (keptMark === mark && keptKey) return keptKey;
  const key = newKey();
  sessionStorage.setItem(nameOf(action), `${mark} ${key}`);
  return key;
}

/** It is known how it ended: the next one of this action is another request. */
export const requestDone = (action: string) => sessionStorage.removeItem(nameOf(action));
