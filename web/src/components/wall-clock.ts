// SPDX-License-Identifier: Apache-2.0
import { formatInstant } from './date-time';

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/;

/** 'YYYY-MM-DDTHH:MM:SS' as the clock of a time zone shows an instant. */
export const wallClock = (instant: string, zone: string) =>
  formatInstant(instant, zone, true).slice(0, 19).replace(' ', 'T');

/**
 * The instant at which the clock of a zone shows `wall`; undefined where that is no time. Of a time
 * that the clock shows twice or skips, one beside it.
 */
export function instantOf(wall: string, zone: string): string | undefined {
  const shown = WALL.test(wall) ? Date.parse(`${wall.length === 16 ? `${wall}:00` : wall}Z`) : NaN;
  if (Object.is(shown, NaN)) return undefined;
  const offset = (at: number) => Date.parse(`${wallClock(new Date(at).toISOString(), zone)}Z`) - at;
  const near = shown - offset(shown);
  return new Date(shown - offset(near)).toISOString().replace('.000Z', 'Z');
}
