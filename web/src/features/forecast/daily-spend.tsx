// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import type { Column } from '@/components/data-table';
import { Money } from '@/components/money';
import { PlainTable } from '@/components/plain-table';
import type { Forecast } from './api';

type Row = Forecast['daily'][number];

/** The average that each day is paid with, by workspace. */
export function DailySpend({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  const columns: Column<Row>[] = [
    { key: 'workspace', title: t('workspace'), render: (row) => `${row.workspace} · ${row.site}` },
    { key: 'settlement', title: t('settlement'), render: (row) => t(`settlement_${row.settlement}`) },
    {
      key: 'amount',
      title: t('amount'),
      number: true,
      render: (row) => <Money amount={row.total} currency={forecast.currency} />,
    },
  ];
  return (
    <PlainTable
      label={t('by_workspace')}
      columns={columns}
      rows={forecast.daily}
      rowKey={(row) => `${row.site} ${row.workspace} ${row.settlement}`}
    />
  );
}
