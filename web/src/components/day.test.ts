// SPDX-License-Identifier: Apache-2.0
import { formatInstant } from './date-time';
import { addDays, addMonths, daysBetween, isDay, monthEnd, monthStart } from './day';

test('days are counted over ends of months and years', () => {
  expect(addDays('2015-02-27', 2)).toBe('2015-03-01');
  expect(addDays('2016-01-01', -1)).toBe('2015-12-31');
  expect(addMonths('2015-03-31', -1)).toBe('2015-02-28');
  expect([monthStart('2015-02-14'), monthEnd('2015-02-14')]).toEqual(['2015-02-01', '2015-02-28']);
  expect(daysBetween('2015-02-27', '2015-03-01')).toEqual(['2015-02-27', '2015-02-28', '2015-03-01']);
});

test('only real days are days', () => {
  expect(['2015-02-28', '2015-02-30', '2015-2-1', '', 'today'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test('an instant is told on the clock of the zone, with the zone', () => {
  expect(formatInstant('2015-03-02T16:15:30Z', 'Asia/Shanghai')).toBe('2015-03-03 00:15 GMT+8');
  expect(formatInstant('2015-03-02T16:15:30Z', 'UTC', true)).toBe('2015-03-02 16:15:30 UTC');
});
