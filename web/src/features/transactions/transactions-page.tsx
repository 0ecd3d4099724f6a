// SPDX-License-Identifier: Apache-2.0
import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { DataTable } from '@/components/data-table';
import { type Filter, FilterBar } from '@/components/filter-bar';
import { Page } from '@/components/page';
import { useFilters } from '@/components/search-params';
import { usePages } from '@/components/use-pages';
import { type List, type Totals, type Transaction, transactionsQuery } from './api';
import { DIRECTIONS, SOURCES, type TransactionSearch, TYPES } from './search';
import { useTransactionColumns } from './transaction-columns';
import { TransactionDrawer } from './transaction-drawer';
import { TransactionTotals } from './transaction-totals';

export function TransactionsPage() {
  const { t } = useTranslation(['transactions', 'entries']);
  const { account } = useMe();
  const { filters, change } = useFilters<TransactionSearch>();
  const { size: _, entry, ...asked } = filters;
  const pages = usePages<Transaction, Totals, List>(asked, (page) =>
    transactionsQuery({ ...asked, ...page }),
  );
  const columns = useTransactionColumns(account.currency);
  const choices: Filter[] = [
    { kind: 'days' },
    {
      kind: 'select',
      name: 'type',
      label: t('type'),
      options: TYPES.map((value) => ({ value, label: t(`entries:type_${value}`) })),
    },
    {
      kind: 'select',
      name: 'source',
      label: t('object'),
      options: SOURCES.map((value) => ({ value, label: t(`entries:source_${value}`) })),
    },
    {
      kind: 'select',
      name: 'direction',
      label: t('direction'),
      options: DIRECTIONS.map((value) => ({ value, label: t(`direction_${value}`) })),
    },
  ];
  return (
    <Page title={t('title')}>
      <FilterBar filters={choices} values={filters} onChange={(patch) => change(patch as typeof filters)} />
      {filters.purse && (
        <Tag closable onClose={() => change({ purse: undefined })}>
          {t('one_purse')}
        </Tag>
      )}
      <DataTable
        id="transactions"
        label={t('title')}
        columns={columns}
        rowKey={(row) => `${row.seq}`}
        pages={{ ...pages, totals: undefined }}
        empty={t('empty')}
        extra={<TransactionTotals totals={pages.totals} currency={account.currency} />}
      />
      <TransactionDrawer
        seq={entry}
        rows={pages.rows}
        loading={pages.query.isPending}
        currency={account.currency}
        onClose={() => change({ entry: undefined })}
      />
    </Page>
  );
}
