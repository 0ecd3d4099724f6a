// SPDX-License-Identifier: Apache-2.0
import { useNavigate, useSearch } from '@tanstack/react-router';
import { isDay } from './day';

/** The query of a page's address: names and text, nothing else. */
export type Search = Record<string, string>;
type Check = (text: string) => boolean;

export const anyText: Check = (text) => text.length > 0 && text.length <= 64;
export const aDay: Check = isDay;
export const anId: Check = (text) => /^[0-9a-f-]{36}$/.test(text);
export const oneOf =
  (...values: readonly string[]): Check =>
  (text) =>
    values.includes(text);

/** For `validateSearch`: keeps what is known and sound, drops the rest. */
export function searchOf<Name extends string>(checks: Record<Name, Check>) {
  return (raw: Record<string, unknown>): Partial<Record<Name, string>> => {
    const kept: Partial<Record<Name, string>> = {};
    for (const name of Object.keys(checks) as Name[]) {
      const value = raw[name];
      if (typeof value === 'string' && checks[name](value)) kept[name] = value;
    }
    return kept;
  };
}

export const PAGE_SIZES = ['20', '50', '100'] as const;
/** Of every list: how many rows a page has. */
export const pageSize: Check = oneOf(...PAGE_SIZES);

export function parseSearch(text: string): Search {
  const found: Search = {};
  new URLSearchParams(text).forEach((value, name) => {
    found[name] = value;
  });
  return found;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') params.set(name, value);
  }
  const text = params.toString();
  return text && `?${text}`;
}

/** The filters in the address of this page, and a way to change some of them; undefined takes one out. */
export function useFilters<Filters extends Partial<Record<string, string>>>() {
  const filters = useSearch({ strict: false }) as Filters;
  const navigate = useNavigate();
  const change = (patch: Partial<Filters>) =>
    navigate({ to: '.', search: { ...filters, ...patch } as never, replace: true, resetScroll: false });
  return { filters, change };
}
