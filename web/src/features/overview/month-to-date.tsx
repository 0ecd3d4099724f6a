// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Card, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { addDays, addMonths, monthStart } from '@/components/day';
import { compare, formatMoney, isZero, percent, subtract } from '@/components/decimal';
import { ProblemAlert } from '@/components/problem-alert';
import { type Days, spentQuery } from './api';
import { BalanceCard } from './balance-card';

/**
 * The days of this month up to yesterday, the last one that can have bills, and as many of the month
 * before as it has; undefined on the first of a month.
 */
export function monthsOf(today: string): { now: Days; before: Days } | undefined {
  const yesterday = addDays(today, -1);
  const from = monthStart(today);
  if (yesterday < from) return undefined;
  const until = addMonths(yesterday, -1);
  return { now: { from, until: yesterday }, before: { from: monthStart(until), until } };
}

const monthAndDay = ({ from, until }: Days) => `${from.slice(5)}\u00a0–\u00a0${until.slice(5)}`;

/** What was billed this month, against the same days of the month before. */
export function MonthToDate() {
  const { t } = useTranslation('overview');
  const { today, account } = useMe();
  const days = monthsOf(today);
  if (days) return <Comparison {...days} />;
  return (
    <BalanceCard title={t('month_to_date')} amount="0.00" currency={account.currency}>
      <Typography.Text type="secondary">{t('first_of_month')}</Typography.Text>
    </BalanceCard>
  );
}

function Comparison(days: { now: Days; before: Days }) {
  const { t } = useTranslation('overview');
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
        {t('days_compared', {
          now: monthAndDay(days.now),
          before: monthAndDay(days.before),
          amount: formatMoney(earlier, currency),
        })}
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
