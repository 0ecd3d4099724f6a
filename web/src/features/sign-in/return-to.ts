// SPDX-License-Identifier: Apache-2.0

/** A path of this console and nothing else: no other origin, not the sign-in page itself. */
export function isOwnPath(path: string): boolean {
  if (!/^\/(?![/\\])/.test(path)) return false;
  const url = new URL(path, location.origin);
  return url.origin === location.origin && url.pathname !== '/sign-in';
}

export function signInSearch(raw: Record<string, unknown>): { return_to?: string } {
  return typeof raw.return_to === 'string' && isOwnPath(raw.return_to) ? { return_to: raw.return_to } : {};
}
