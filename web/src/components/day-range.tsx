// SPDX-License-Identifier: Apache-2.0
import { DatePicker, Flex, Form, Input } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { addDays, addMonths, isDay, MAX_DAYS, monthEnd, monthStart } from './day';
import { usePhone } from './use-phone';

interface Props {
  from: string | undefined;
  until: string | undefined;
  onChange: (patch: { from: string | undefined; until: string | undefined }) => void;
}

const PRESETS = {
  this_month: (today: string) => [monthStart(today), today],
  last_month: (today: string) => {
    const last = monthStart(addMonths(monthStart(today), -1));
    return [last, monthEnd(last)];
  },
  last_7_days: (today: string) => [addDays(today, -6), today],
  last_30_days: (today: string) => [addDays(today, -29), today],
} as const;

/** What is shown where the address names no days; the API's own default. */
export const defaultDays = (today: string) => ({ from: addDays(today, -30), until: today });

/** Days of bills, at most 366 at once, the last of them today by the business clock. */
export function DayRange({ from, until, onChange }: Props) {
  const { t } = useTranslation('common');
  const { today } = useMe();
  const phone = usePhone();
  const shown = { ...defaultDays(today), ...(from && { from }), ...(until && { until }) };
  const presets = (Object.keys(PRESETS) as (keyof typeof PRESETS)[]).map((name) => ({
    label: t(name),
    value: PRESETS[name](today).map((day) => dayjs(day)) as [dayjs.Dayjs, dayjs.Dayjs],
  }));
  const change = (first: string, last: string) => {
    if (!isDay(first) || !isDay(last)) return;
    const [low, high] = first <= last ? [first, last] : [last, first];
    const earliest = addDays(high, 1 - MAX_DAYS);
    onChange({ from: low < earliest ? earliest : low, until: high });
  };
  return (
    <Form.Item label={t('days')} htmlFor="filter-from" style={{ margin: 0 }}>
      {phone ? (
        <Flex align="center">
          <Input
            id="filter-from"
            type="date"
            aria-label={t('first_day')}
            max={today}
            value={shown.from}
            onChange={(event) => change(event.target.value, shown.until)}
          />
          <span style={{ margin: '0 8px' }}>–</span>
          <Input
            type="date"
            aria-label={t('last_day')}
            max={today}
            value={shown.until}
            onChange={(event) => change(shown.from, event.target.value)}
          />
        </Flex>
      ) : (
        <DatePicker.RangePicker
          id={{ start: 'filter-from', end: 'filter-until' }}
          style={{ width: '100%' }}
          value={[dayjs(shown.from), dayjs(shown.until)]}
          presets={presets}
          allowClear={from !== undefined || until !== undefined}
          placeholder={[t('first_day'), t('last_day')]}
          disabledDate={(day, { from: start }) =>
            day.format('YYYY-MM-DD') > today ||
            (start !== undefined && Math.abs(day.diff(start, 'day')) >= MAX_DAYS)
          }
          onChange={(range) =>
            range?.[0] && range[1]
              ? change(range[0].format('YYYY-MM-DD'), range[1].format('YYYY-MM-DD'))
              : onChange({ from: undefined, until: undefined })
          }
        />
      )}
    </Form.Item>
  );
}
