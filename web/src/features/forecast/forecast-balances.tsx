// SPDX-License-Identifier: Apache-2.0
import { Segmented, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sum } from '@/components/decimal';
import { Money } from '@/components/money';
import { Scroller } from '@/components/scroller';
import type { Forecast, Point } from './api';
import { BalancesChart } from './balances-chart';
import { Part } from './part';

/** What is left after each day: drawn, or as figures. */
export function ForecastBalances({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const toggle = (
    <Segmented
      aria-label={t('view')}
      value={view}
      onChange={setView}
      options={[
        { value: 'chart', label: t('chart') },
        { value: 'table', label: t('table') },
      ]}
    />
  );
  return (
    <Part title={t('balances')} extra={toggle}>
      {view === 'chart' ? <BalancesChart forecast={forecast} /> : <BalancesTable forecast={forecast} />}
    </Part>
  );
}

function BalancesTable({ forecast: { points, currency } }: { forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  const amount = (key: string, title: string, of: (point: Point) => string) => ({
    key,
    title,
    align: 'right' as const,
    render: (_: unknown, point: Point) => <Money amount={of(point)} currency={currency} />,
  });
  return (
    <Scroller label={t('balances')}>
      <Table<Point>
        size="small"
        rowKey="day"
        dataSource={points}
        pagination={{ pageSize: 31, hideOnSinglePage: true, showSizeChanger: false, size: 'small' }}
        columns={[
          {
            key: 'day',
            title: t('day'),
            render: (_: unknown, point: Point) => <span className="num">{point.day}</span>,
          },
          amount('spent', t('day_spent'), (point) => point.spent),
          amount('cloud', t('cloud'), (point) => point.cloud),
          amount('vouchers', t('vouchers'), (point) => sum([point.ordinary, point.full_reduction])),
          amount('cards', t('cards'), (point) => point.cards),
          amount('cash', t('cash'), (point) => point.cash),
          amount('arrears', t('arrears'), (point) => point.arrears),
        ]}
      />
    </Scroller>
  );
}
