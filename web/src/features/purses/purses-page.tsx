// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { DataTable } from '@/components/data-table';
import { type Filter, FilterBar } from '@/components/filter-bar';
import { HelpButton } from '@/components/help-button';
import { Page } from '@/components/page';
import { useFilters } from '@/components/search-params';
import { usePages } from '@/components/use-pages';
import { maySpend } from './actions';
import { type Door, type List, type Purse, pursesQuery, type Totals } from './api';
import { daysAfter } from './expiry';
import { PurseAction } from './purse-action';
import { usePurseColumns } from './purse-columns';
import { PurseDrawer } from './purse-drawer';
import { StatesExplained } from './purse-state';
import { EXPIRING, KINDS, type PurseSearch, STATES } from './search';

const DAYS = { '7': 7, '30': 30, '90': 90 };

export const VouchersPage = () => <PursesPage door="vouchers" />;
export const CardsPage = () => <PursesPage door="cards" />;

function PursesPage({ door }: { door: Door }) {
  const { t } = useTranslation('purses');
  const { account, member, as_of } = useMe();
  // While the page shows, "within 7 days" means the same instant on every page of the list.
  const [asOf] = useState(as_of);
  const { filters, change } = useFilters<PurseSearch>();
  const { state, kind, expiring, purse } = filters;
  const asked = { state, kind, ...(expiring && { expires_before: daysAfter(asOf, DAYS[expiring]) }) };
  const pages = usePages<Purse, Totals, List>(asked, (page) => pursesQuery(door, { ...asked, ...page }));
  const columns = usePurseColumns(door, account.currency, asOf);
  return (
    <Page title={t(door)} extra={maySpend(member.role) && <PurseAction door={door} />}>
      <FilterBar
        filters={useChoices(door)}
        values={filters}
        onChange={(patch) => change({ ...(patch.expiring && !state && { state: 'active' }), ...patch })}
      />
      <DataTable
        id={door}
        label={t(door)}
        columns={columns}
        rowKey={(row) => row.purse}
        pages={pages}
        empty={t(state || kind || expiring ? `no_${door}` : `no_${door}_yet`)}
        extra={
          <HelpButton label={t('states')}>
            <StatesExplained />
          </HelpButton>
        }
      />
      <PurseDrawer
        door={door}
        id={purse}
        listed={pages.rows.find((row) => row.purse === purse)}
        onClose={() => change({ purse: undefined })}
      />
    </Page>
  );
}

function useChoices(door: Door): Filter[] {
  const { t } = useTranslation('purses');
  const state: Filter = {
    kind: 'select',
    name: 'state',
    label: t('state'),
    options: STATES.map((value) => ({ value, label: t(`state_${value}`) })),
  };
  const kind: Filter = {
    kind: 'select',
    name: 'kind',
    label: t('kind'),
    options: KINDS.map((value) => ({ value, label: t(`kind_${value}`) })),
  };
  const expiring: Filter = {
    kind: 'select',
    name: 'expiring',
    label: t('expiring'),
    options: EXPIRING.map((value) => ({ value, label: t('within_days', { days: value }) })),
  };
  return door === 'vouchers' ? [state, kind, expiring] : [state, expiring];
}
