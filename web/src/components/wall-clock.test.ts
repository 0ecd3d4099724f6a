// SPDX-License-Identifier: Apache-2.0
import { instantOf, wallClock } from './wall-clock';

test.each([
  ['2015-03-03T00:15:30', 'Asia/Shanghai', '2015-03-02T16:15:30Z'],
  ['2015-03-03T00:15', 'Asia/Shanghai', '2015-03-02T16:15:00Z'],
  ['2015-07-01T00:00:00', 'America/New_York', '2015-07-01T04:00:00Z'],
  ['2015-12-31T23:59:59', 'America/New_York', '2016-01-01T04:59:59Z'],
  ['2015-03-08T01:59:59', 'America/New_York', '2015-03-08T06:59:59Z'],
  ['2015-03-08T03:00:00', 'America/New_York', '2015-03-08T07:00:00Z'],
])('when it is %s in %s, it is %s', (wall, zone, instant) => {
  expect(instantOf(wall, zone)).toBe(instant);
  expect(wallClock(instant, zone)).toBe(wall.length === 16 ? `${wall}:00` : wall);
});

test('what is no time is none', () => {
  expect(['', '2015-03-03', 'T', '2015-13-03T25:00:00'].map((wall) => instantOf(wall, 'UTC'))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
