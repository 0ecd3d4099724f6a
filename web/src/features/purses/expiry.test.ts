// SPDX-License-Identifier: Apache-2.0
import { daysAfter, daysUntil } from './expiry';

test('days are counted from the instant given, whole ones only', () => {
  expect(daysAfter('2015-03-14T08:00:00Z', 30)).toBe('2015-04-13T08:00:00.000Z');
  expect(daysUntil('2015-03-14T08:00:00Z', '2015-03-15T07:59:59Z')).toBe(0);
  expect(daysUntil('2015-03-14T08:00:00Z', '2015-03-15T08:00:00Z')).toBe(1);
  expect(daysUntil('2015-03-14T08:00:00Z', '2015-03-14T07:59:59Z')).toBe(-1);
});
