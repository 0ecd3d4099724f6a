// SPDX-License-Identifier: Apache-2.0
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { DataTable } from '@/components/data-table';
import { defaultDays } from '@/components/day-range';
import { FilterBar } from '@/components/filter-bar';
import { HelpButton } from '@/components/help-button';
import { Page } from '@/components/page';
import { useFilters } from '@/components/search-params';
import { usePages } from '@/components/use-pages';
import { useBillColumns } from './bill-columns';
import { BillDrawer } from './bill-drawer';
import type { BillsSearch } from './bills-search';
import { type Bill, type BillFilters, type BillList, type BillTotals, billsQuery } from './queries';
import { useBillFilters } from './use-bill-filters';

export function BillsPage() {
  const { t } = useTranslation('bills');
  const { today, account } = useMe();
  const navigate = useNavigate();
  const { filters: search, change } = useFilters<BillsSearch>();
  const { bill, view, size: _, ...chosen } = search;
  const filters = { ...defaultDays(today), ...chosen } as BillFilters;
  const pages = usePages<Bill, BillTotals, BillList>(filters, (page) => billsQuery(filters, page));
  const close = () =>
    navigate({
      to: '.',
      search: { ...search, bill: undefined, view: undefined } as never,
      replace: true,
      resetScroll: false,
    });
  return (
    <Page title={t('title')}>
      <FilterBar filters={useBillFilters(search)} values={search} onChange={change} />
      <DataTable
        id="bills"
        label={t('title')}
        columns={useBillColumns(account.currency)}
        rowKey={(row) => row.bill}
        pages={pages}
        empty={t('empty')}
        extra={
          <>
            {pages.totals && <span>{t('bills_found', { count: pages.totals.count })}</span>}
            <HelpButton label={t('how_counted')}>{t('explain_arrears')}</HelpButton>
          </>
        }
      />
      <BillDrawer
        bill={bill}
        explained={view === 'explain'}
        onExplain={(explained) => change({ view: explained ? 'explain' : undefined })}
        onClose={close}
      />
    </Page>
  );
}
