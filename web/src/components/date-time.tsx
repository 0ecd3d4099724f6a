// SPDX-License-Identifier: Apache-2.0
import { useMe } from '@/api/me';

/** '2015-03-02 16:15:00 GMT+8': an instant on the clock of a time zone, which is named. */
export function formatInstant(instant: string, zone: string, seconds = false): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hour12: false,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  const part: Record<string, string> = {};
  for (const { type, value } of format.formatToParts(new Date(instant))) part[type] = value;
  // Older engines write midnight as 24.
  const hour = part.hour === '24' ? '00' : part.hour;
  const time = seconds ? `${hour}:${part.minute}:${part.second}` : `${hour}:${part.minute}`;
  return `${part.year}-${part.month}-${part.day} ${time} ${part.timeZoneName}`;
}

/** In the account's time zone. */
export function DateTime({ at, seconds }: { at: string; seconds?: boolean }) {
  const { account } = useMe();
  return (
    <time dateTime={at} className="num">
      {formatInstant(at, account.time_zone, seconds)}
    </time>
  );
}
