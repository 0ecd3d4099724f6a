// SPDX-License-Identifier: Apache-2.0
import { Empty, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/components/data-table';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { PlainTable } from '@/components/plain-table';
import { PurseLink } from '@/components/purse-link';
import type { Forecast, ForecastPurse } from './api';

/** What becomes of each voucher and card. */
export function ForecastPurses({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  const { currency } = forecast;
  const amount = (name: 'before' | 'spent' | 'after'): Column<ForecastPurse> => ({
    key: name,
    title: t(name),
    number: true,
    render: (row) => <Money amount={row[name]} currency={currency} />,
  });
  const columns: Column<ForecastPurse>[] = [
    {
      key: 'purse',
      title: t('purse'),
      minWidth: 150,
      render: (row) => (
        <>
          <PurseLink source={row.kind} purse={row.purse} number={row.purse_number} />
          {row.is_frozen && (
            <Typography.Text type="secondary" style={{ display: 'block', fontSize: 12 }}>
              {t('frozen')}
            </Typography.Text>
          )}
        </>
      ),
    },
    {
      key: 'expires',
      title: t('expires'),
      render: (row) => (row.expires_at ? <DateTime at={row.expires_at} /> : t('never')),
    },
    amount('before'),
    amount('spent'),
    amount('after'),
    {
      key: 'runs_out',
      title: t('runs_out'),
      render: (row) => <span className="num">{row.runs_out ?? '–'}</span>,
    },
    {
      key: 'unused',
      title: t('unused'),
      number: true,
      render: (row) =>
        row.expires_unused === null ? (
          '–'
        ) : (
          <Typography.Text type="warning">
            <Money amount={row.expires_unused} currency={currency} />
          </Typography.Text>
        ),
    },
  ];
  return (
    <PlainTable
      label={t('purses')}
      columns={columns}
      rows={forecast.purses}
      rowKey={(row) => row.purse}
      empty={<Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('no_purses')} />}
    />
  );
}
