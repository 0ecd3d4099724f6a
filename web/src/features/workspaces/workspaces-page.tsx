// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { DataTable } from '@/components/data-table';
import { monthStart } from '@/components/day';
import { type Filter, FilterBar } from '@/components/filter-bar';
import { Page } from '@/components/page';
import { ProblemAlert } from '@/components/problem-alert';
import { useFilters } from '@/components/search-params';
import { usePages } from '@/components/use-pages';
import { costsQuery, type List, sitesQuery, type Totals, type Workspace, workspacesQuery } from './api';
import { SETTLEMENTS, type workspacesSearch } from './search';
import { useWorkspaceColumns } from './workspace-columns';

export function WorkspacesPage() {
  const { t } = useTranslation('workspaces');
  const { account, today } = useMe();
  const { filters, change } = useFilters<ReturnType<typeof workspacesSearch>>();
  const { size: _, ...asked } = filters;
  const pages = usePages<Workspace, Totals, List>(asked, (page) => workspacesQuery({ ...asked, ...page }));
  const month = { from: monthStart(today), until: today };
  const costs = useQuery(costsQuery(month.from, month.until));
  const sites = useQuery(sitesQuery).data ?? [];
  const columns = useWorkspaceColumns({
    ...month,
    currency: account.currency,
    costs: costs.data,
    failed: costs.isError,
    whole: !filters.site && !filters.settlement && !filters.q,
  });
  const unknown = filters.site && !sites.some((site) => site.value === filters.site);
  const choices: Filter[] = [
    {
      kind: 'select',
      name: 'site',
      label: t('site'),
      options: unknown ? [...sites, { value: filters.site ?? '', label: filters.site ?? '' }] : sites,
    },
    {
      kind: 'select',
      name: 'settlement',
      label: t('settlement'),
      options: SETTLEMENTS.map((value) => ({ value, label: t(`settlement_${value}`) })),
    },
    { kind: 'text', name: 'q', label: t('search') },
  ];
  return (
    <Page title={t('title')}>
      <FilterBar filters={choices} values={filters} onChange={(patch) => change(patch as typeof filters)} />
      {costs.error && <ProblemAlert error={costs.error} onRetry={() => costs.refetch()} />}
      <DataTable
        id="workspaces"
        label={t('title')}
        columns={columns}
        rowKey={(row) => `${row.site}/${row.workspace}`}
        pages={pages}
        empty={t('empty')}
        extra={<Typography.Text type="secondary">{t('month_hint', month)}</Typography.Text>}
      />
    </Page>
  );
}
