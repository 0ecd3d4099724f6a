// SPDX-License-Identifier: Apache-2.0
// The API asked directly: what the pages have to show.

async function answerOf(response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** A member's own session beside the browser's. */
export async function apiAs(url, login, password) {
  const { access_token: token } = await answerOf(
    await fetch(new URL('/v1/session', url), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ login, password }),
    }),
  );
  const headers = { Authorization: `Bearer ${token}` };
  return {
    get: async (path) => answerOf(await fetch(new URL(path, url), { headers })),
    post: async (path, body) =>
      answerOf(
        await fetch(new URL(path, url), {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
  };
}

export const endSession = async (url, authorization) =>
  answerOf(
    await fetch(new URL('/v1/session', url), { method: 'DELETE', headers: { Authorization: authorization } }),
  );

/** '-1288.06' as hundredths; exact. */
export const cents = (amount) => BigInt(amount.replace('.', ''));

/** As the console writes it: '-¥1,288.06'. */
export function money(amount, currency) {
  const sign = { CNY: '¥', USD: '$' }[currency];
  const [whole, fraction] = amount.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${amount.startsWith('-') && cents(amount) !== 0n ? '-' : ''}${sign}${grouped}.${fraction}`;
}
