// SPDX-License-Identifier: Apache-2.0

const DAY_MS = 86_400_000;

/** The instant so many days after `asOf`, which is the business clock, never the browser's. */
export const daysAfter = (asOf: string, days: number) =>
  new Date(Date.parse(asOf) + days * DAY_MS).toISOString();

/** Whole days from `asOf` to an instant; negative when it has passed. */
export const daysUntil = (asOf: string, instant: string) =>
  Math.floor((Date.parse(instant) - Date.parse(asOf)) / DAY_MS);
