// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useItemName } from '@/components/item-name';
import { QueryCard } from '@/components/query-card';
import { type Days, usageQuery } from './api';
import { ConsumptionTable } from './consumption-table';
import { pivotOf } from './pivot';

const ConsumptionChart = lazy(async () => ({
  default: (await import('./consumption-chart')).ConsumptionChart,
}));

export const CHART_HEIGHT = 340;

/** What was billed, by day and item: drawn, or as figures. */
export function Consumption({ days }: { days: Days }) {
  const { t } = useTranslation('overview');
  const nameOf = useItemName();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const query = useQuery(usageQuery('day,item', days));
  const rows = query.data?.rows;
  const pivot = useMemo(() => rows && pivotOf(rows, days), [rows, days]);
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
    <QueryCard
      title={t('consumption')}
      extra={rows && rows.length > 0 && toggle}
      query={query}
      lines={8}
      empty={(data) => data.rows.length === 0 && t('no_consumption')}
    >
      {({ currency }) =>
        pivot &&
        (view === 'table' ? (
          <ConsumptionTable pivot={pivot} currency={currency} nameOf={nameOf} />
        ) : (
          <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 8 }} />}>
            <ConsumptionChart pivot={pivot} currency={currency} nameOf={nameOf} height={CHART_HEIGHT} />
          </Suspense>
        ))
      }
    </QueryCard>
  );
}
