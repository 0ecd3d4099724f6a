// SPDX-License-Identifier: Apache-2.0
import { formatInstant } from '@/components/date-time';
import type { Forecast, ForecastPurse } from './api';

/** What a day of the forecast brings; `at`: the instant, where it is known. */
export type ForecastEvent = { day: string } & (
  | { kind: 'cash_ends' | 'arrears_begin' }
  | { kind: 'runs_out'; purse: ForecastPurse }
  | { kind: 'expires'; purse: ForecastPurse; at: string; amount: string }
);

type Told = Pick<Forecast, 'purses' | 'cash_ends' | 'arrears_begin'>;

/** All of them by day; of one day, in the order in which sources are asked. */
export function eventsOf({ purses, cash_ends, arrears_begin }: Told, zone: string): ForecastEvent[] {
  const events: ForecastEvent[] = [];
  for (const purse of purses) {
    const { runs_out: day, expires_at: at, expires_unused: amount } = purse;
    if (day) events.push({ day, kind: 'runs_out', purse });
    if (at && amount) {
      events.push({ day: formatInstant(at, zone).slice(0, 10), kind: 'expires', purse, at, amount });
    }
  }
  if (cash_ends) events.push({ day: cash_ends, kind: 'cash_ends' });
  if (arrears_begin) events.push({ day: arrears_begin, kind: 'arrears_begin' });
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => (a.event.day === b.event.day ? a.index - b.index : a.event.day < b.event.day ? -1 : 1))
    .map(({ event }) => event);
}
