// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Filter } from '@/components/filter-bar';
import { SETTLEMENTS, STATES } from './bills-search';
import { workspaceChoicesQuery } from './queries';

/** The filters; with a site only its workspaces are offered. */
export function useBillFilters(site: string | undefined): Filter[] {
  const { t } = useTranslation('bills');
  const { data: workspaces = [] } = useQuery(workspaceChoicesQuery);
  const sites = new Map(workspaces.map((row) => [row.site, row.site_name]));
  const offered = new Map(
    workspaces.filter((row) => !site || row.site === site).map((row) => [row.workspace, row.name]),
  );
  return [
    { kind: 'days' },
    {
      kind: 'select',
      name: 'workspace',
      label: t('workspace'),
      options: Array.from(offered, ([value, name]) => ({
        value,
        label: name === value ? value : `${name} (${value})`,
      })),
    },
    {
      kind: 'select',
      name: 'state',
      label: t('state'),
      options: STATES.map((value) => ({ value, label: t(`state_${value}`) })),
    },
    {
      kind: 'select',
      name: 'site',
      label: t('site'),
      options: Array.from(sites, ([value, label]) => ({ value, label })),
    },
    {
      kind: 'select',
      name: 'settlement',
      label: t('settlement'),
      options: SETTLEMENTS.map((value) => ({ value, label: t(`settlement_${value}`) })),
    },
  ];
}
