// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { daysBetween } from '@/components/day';
import { compare, sum } from '@/components/decimal';
import type { Days } from './api';

/** Charges by day and item; every day is there, the dearest item comes first. */
export interface Pivot {
  days: string[];
  items: string[];
  charge: (day: string, item: string) => string;
  ofDay: (day: string) => string;
  ofItem: (item: string) => string;
  total: string;
}

export function pivotOf(rows: Schemas['UsageRow'][], { from, until }: Days): Pivot {
  const cells = new Map<string, string>();
  const byDay = new Map<string, string[]>();
  const byItem = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, charge: string) =>
    map.set(key, [...(map.get(key) ?? []), charge]);
  for (const { day, item, charge } of rows) {
    if (day === null || item === null) continue;
    cells.set(`${day} ${item}`, charge);
    put(byDay, day, charge);
    put(byItem, item, charge);
  }
  const dayTotals = new Map([...byDay].map(([day, charges]) => [day, sum(charges)]));
  const itemTotals = new Map([...byItem].map(([item, charges]) => [item, sum(charges)]));
  const ofItem = (item: string) => itemTotals.get(item) ?? '0.00';
  return {
    days: daysBetween(from, until),
    items: [...itemTotals.keys()].sort((a, b) => compare(ofItem(b), ofItem(a)) || (a < b ? -1 : 1)),
    charge: (day, item) => cells.get(`${day} ${item}`) ?? '0.00',
    ofDay: (day) => dayTotals.get(day) ?? '0.00',
    ofItem,
    total: sum([...itemTotals.values()]),
  };
}
