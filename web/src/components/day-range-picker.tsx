// SPDX-License-Identifier: Apache-2.0
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import { addDays, addMonths, type DaySpan, MAX_DAYS, monthEnd, monthStart } from './day';

const FORMAT = 'YYYY-MM-DD';

/** Spans that are often asked for, counted from today. */
const PRESETS = {
  this_month: (today: string) => [monthStart(today), today],
  last_month: (today: string) => {
    const last = monthStart(addMonths(monthStart(today), -1));
    return [last, monthEnd(last)];
  },
  last_7_days: (today: string) => [addDays(today, -6), today],
  last_30_days: (today: string) => [addDays(today, -29), today],
} as const;

interface Props {
  shown: DaySpan;
  today: string;
  clearable: boolean;
  onChange: (span: DaySpan | undefined) => void;
}

/** A calendar for two days; fetched on its own, and never on a phone. */
export function DayRangePicker({ shown, today, clearable, onChange }: Props) {
  const { t } = useTranslation('common');
  const presets = (Object.keys(PRESETS) as (keyof typeof PRESETS)[]).map((name) => ({
    label: t(name),
    value: PRESETS[name](today).map((day) => dayjs(day)) as [dayjs.Dayjs, dayjs.Dayjs],
  }));
  return (
    <DatePicker.RangePicker
      id={{ start: 'filter-from', end: 'filter-until' }}
      style={{ width: '100%' }}
      value={[dayjs(shown.from), dayjs(shown.until)]}
      presets={presets}
      allowClear={clearable}
      placeholder={[t('first_day'), t('last_day')]}
      disabledDate={(day, { from }) =>
        day.format(FORMAT) > today || (from !== undefined && Math.abs(day.diff(from, 'day')) >= MAX_DAYS)
      }
      onChange={(range) =>
        onChange(
          range?.[0] && range[1]
            ? { from: range[0].format(FORMAT), until: range[1].format(FORMAT) }
            : undefined,
        )
      }
    />
  );
}
