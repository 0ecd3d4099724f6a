// SPDX-License-Identifier: Apache-2.0
import { Flex, Form, Input } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { addDays, type DaySpan, isDay, MAX_DAYS } from './day';
import { usePhone } from './use-phone';

const DayRangePicker = lazy(async () => ({ default: (await import('./day-range-picker')).DayRangePicker }));

interface Props {
  from: string | undefined;
  until: string | undefined;
  onChange: (patch: { from: string | undefined; until: string | undefined }) => void;
}

/** What is shown where the address names no days; the API's own default. */
export const defaultDays = (today: string): DaySpan => ({ from: addDays(today, -30), until: today });

/** In order, and no longer than the API answers at once. */
function soundSpan(first: string, last: string): DaySpan | undefined {
  if (!isDay(first) || !isDay(last)) return undefined;
  const [low, high] = first <= last ? [first, last] : [last, first];
  const earliest = addDays(high, 1 - MAX_DAYS);
  return { from: low < earliest ? earliest : low, until: high };
}

/** Days of bills, at most 366 at once, the last of them today by the business clock. */
export function DayRange({ from, until, onChange }: Props) {
  const { t } = useTranslation('common');
  const { today } = useMe();
  const phone = usePhone();
  const shown = { ...defaultDays(until ?? today), ...(from && { from }) };
  const change = (first: string, last: string) => {
    const span = soundSpan(first, last);
    if (span) onChange(span);
  };
  const day = (label: string, value: string, changed: (next: string) => void, id?: string) => (
    <Input
      id={id}
      type="date"
      aria-label={label}
      max={today}
      value={value}
      onChange={(event) => changed(event.target.value)}
    />
  );
  return (
    <Form.Item label={t('days')} htmlFor="filter-from" style={{ margin: 0 }}>
      {phone ? (
        <Flex align="center">
          {day(t('first_day'), shown.from, (next) => change(next, shown.until), 'filter-from')}
          <span style={{ margin: '0 8px' }}>–</span>
          {day(t('last_day'), shown.until, (next) => change(shown.from, next))}
        </Flex>
      ) : (
        <Suspense fallback={<Input disabled value={`${shown.from} – ${shown.until}`} />}>
          <DayRangePicker
            shown={shown}
            today={today}
            clearable={from !== undefined || until !== undefined}
            onChange={(span) =>
              span ? change(span.from, span.until) : onChange({ from: undefined, until: undefined })
            }
          />
        </Suspense>
      )}
    </Form.Item>
  );
}
