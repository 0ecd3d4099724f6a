// SPDX-License-Identifier: Apache-2.0
import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatDecimal } from '@/components/decimal';
import type { BillLine } from './queries';

/** Units × price = amount, with every digit. */
export function Calculation({ line }: { line: BillLine }) {
  const { t } = useTranslation('bills');
  const unit = useUnitName(line);
  if (line.unit_price === null) return <span className="num">–</span>;
  return (
    <>
      <span className="num">
        {`${formatDecimal(line.units)} × ${formatDecimal(line.unit_price)} = ${formatDecimal(line.amount)}`}
      </span>
      {unit && (
        <div>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {t('price_per', { price: formatDecimal(line.unit_price), unit })}
          </Typography.Text>
        </div>
      )}
    </>
  );
}

const UNITS = {
  bytes: 'unit_bytes',
  calls: 'unit_calls',
  hosts: 'unit_hosts',
  messages: 'unit_messages',
  'page views': 'unit_page_views',
  profiles: 'unit_profiles',
  records: 'unit_records',
  runs: 'unit_runs',
  sends: 'unit_sends',
  series: 'unit_series',
  sessions: 'unit_sessions',
  traces: 'unit_traces',
} as const;

/** '1,000,000 records'; a unit that has no name here keeps the price list's. */
function useUnitName({ unit_name, unit_size }: BillLine): string | undefined {
  const { t } = useTranslation('bills');
  if (unit_name === null || unit_size === null) return undefined;
  const name = unit_name in UNITS ? t(UNITS[unit_name as keyof typeof UNITS]) : unit_name;
  return `${formatDecimal(unit_size)} ${name}`;
}

/** What is special about a line, in words. */
export function LineNotes({ line }: { line: BillLine }) {
  const { t } = useTranslation('bills');
  return (
    <Typography.Text type="secondary" style={{ fontSize: 12 }}>
      {line.mark && (
        <div>
          <Tag color={line.mark === 'not_offered' ? 'warning' : 'success'} style={{ marginRight: 8 }}>
            {t(line.mark)}
          </Tag>{' '}
          {t(`${line.mark}_hint`)}
        </div>
      )}
      {line.original_day && <div>{t('late_usage', { day: line.original_day })}</div>}
      {!line.voucher_eligible && <div>{t('no_vouchers')}</div>}
    </Typography.Text>
  );
}
