// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { addMonths, monthStart } from '@/components/day';
import { compare, formatMoney, isZero, percent, subtract } from '@/components/decimal';
import { ProblemAlert } from '@/components/problem-alert';
import { type Days, spentQuery } from './api';
import { BalanceCard } from './balance-card';

/** The days of this month up to today, and the same days of the month before, as far as it has them. */
export function monthsOf(today: string): { now: Days; before: Days } {
  const until = addMonths(today, -1);
  return { now: { from: monthStart(today), until: today }, before: { from: monthStart(until), until } };
}

/** What was billed this month, against the same days of the month before. */
export function MonthToDate() {
  const { t } = useTranslation('overview');
  const { today } = useMe();
  const days = monthsOf(today);
  const now = useQuery(spentQuery(days.now));
  const before = useQuery(spentQuery(days.before));
  const error = now.error ?? before.error;
  if (error) {
    const retry = () => Promise.all([now.refetch(), before.refetch()]);
    return <ProblemAlert error={error} onRetry={retry} />;
  }
  if (!now.data || !before.data) {
    return (
      <Card style={{ height: '100%' }} styles={{ body: { padding: 20 } }}>
        <Skeleton active paragraph={{ rows: 2 }} />
      </Card>
    );
  }
  const { currency, total } = now.data;
  const earlier = before.data.total;
  return (
    <BalanceCard title={t('month_to_date')} amount={total} currency={currency}>
      <Change difference={subtract(total, earlier)} earlier={earlier} currency={currency} />
      <Typography.Text type="secondary">
        {t('same_days', { amount: formatMoney(earlier, currency) })}{' '}
        <span className="num">
          ({days.before.from.slice(5)} – {days.before.until.slice(5)})
        </span>
      </Typography.Text>
    </BalanceCard>
  );
}

function Change(props: { difference: string; earlier: string; currency: string }) {
  const { t } = useTranslation('overview');
  const { difference, earlier, currency } = props;
  if (isZero(difference)) return <div>{t('unchanged')}</div>;
  const more = compare(difference, '0') > 0;
  const share = percent(difference, earlier);
  const sign = more ? '+' : '';
  return (
    <Typography.Text type={more ? 'danger' : 'success'} className="num" style={{ display: 'block' }}>
      <span aria-hidden="true">{more ? '▲ ' : '▼ '}</span>
      {sign}
      {formatMoney(difference, currency)}
      {share !== undefined && ` (${sign}${share}%)`}
    </Typography.Text>
  );
}
