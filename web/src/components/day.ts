// SPDX-License-Identifier: Apache-2.0
import dayjs from 'dayjs';

/** Billing days are 'YYYY-MM-DD' and stay text; dayjs only counts with them, in whole days. */
export const MAX_DAYS = 366;

/** Both included. */
export interface DaySpan {
  from: string;
  until: string;
}

const FORMAT = 'YYYY-MM-DD';

export const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dayjs(text).format(FORMAT) === text;

export const addDays = (day: string, count: number) => dayjs(day).add(count, 'day').format(FORMAT);

export const addMonths = (day: string, count: number) => dayjs(day).add(count, 'month').format(FORMAT);

export const monthStart = (day: string) => `${day.slice(0, 8)}01`;

export const monthEnd = (day: string) => dayjs(day).endOf('month').format(FORMAT);

/** Both included. */
export function daysBetween(from: string, until: string): string[] {
  const days: string[] = [];
  for (let day = from; day <= until && days.length < MAX_DAYS; day = addDays(day, 1)) days.push(day);
  return days;
}
