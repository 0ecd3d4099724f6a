// SPDX-License-Identifier: Apache-2.0
import Big from 'big.js';

Big.RM = Big.roundHalfUp;
Big.NE = -40;
Big.PE = 40;

const SIGNS: Record<string, string> = { CNY: '¥', USD: '$' };

const grouped = (digits: string) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** '-1288.06' and CNY become '-¥1,288.06'; half a cent is rounded away from zero, and nothing is '-0.00'. */
export function formatMoney(amount: string, currency: string): string {
  const rounded = new Big(amount).round(2);
  const [whole = '0', cents = ''] = rounded.abs().toFixed(2).split('.');
  const sign = rounded.lt(0) ? '-' : '';
  return `${sign}${SIGNS[currency] ?? `${currency} `}${grouped(whole)}.${cents}`;
}

/** All digits of a quantity or price, grouped. */
export function formatDecimal(value: string): string {
  const [whole = '0', fraction] = new Big(value).abs().toFixed().split('.');
  const sign = new Big(value).lt(0) ? '-' : '';
  return `${sign}${grouped(whole)}${fraction ? `.${fraction}` : ''}`;
}

export const sum = (amounts: readonly string[]): string =>
  amounts.reduce((total, amount) => total.plus(amount), new Big(0)).toFixed(2);

export const subtract = (from: string, what: string): string => new Big(from).minus(what).toFixed(2);

export const negated = (amount: string): string => new Big(amount).times(-1).toFixed(2);

/** -1, 0 or 1. */
export const compare = (left: string, right: string): -1 | 0 | 1 => new Big(left).cmp(right) as -1 | 0 | 1;

export const isZero = (amount: string): boolean => new Big(amount).eq(0);

export const isNegative = (amount: string): boolean => new Big(amount).lt(0);

/** `part` in per cent of `whole` with one digit, such as '12.5'; undefined where there is no whole. */
export function percent(part: string, whole: string): string | undefined {
  const divisor = new Big(whole);
  return divisor.eq(0) ? undefined : new Big(part).times(100).div(divisor).toFixed(1);
}
