// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { workspaceChoicesQuery } from '@/api/workspaces';
import type { Filter } from '@/components/filter-bar';
import { type BillsSearch, SETTLEMENTS, STATES } from './bills-search';

type Workspace = Schemas['Workspace'];

const keyOf = (site: string | undefined, workspace: string) => JSON.stringify([site ?? '', workspace]);

/** Two sites may have workspaces of the same code: a choice is of both, and the name says the site then. */
function workspaceOptions(workspaces: Workspace[], site: string | undefined) {
  const offered = workspaces.filter((row) => !site || row.site === site);
  return offered.map((row) => {
    const { workspace, name } = row;
    const label = name === workspace ? workspace : `${name} (${workspace})`;
    const twice = offered.some((other) => other.workspace === workspace && other.site !== row.site);
    return { value: keyOf(row.site, workspace), label: twice ? `${label} · ${row.site_name}` : label, row };
  });
}

/** The filters; with a site only its workspaces are offered. */
export function useBillFilters({ site, workspace }: BillsSearch): Filter[] {
  const { t } = useTranslation('bills');
  const { data: workspaces = [] } = useQuery(workspaceChoicesQuery);
  const sites = new Map(workspaces.map((row) => [row.site, row.site_name]));
  const offered = workspaceOptions(workspaces, site);
  const named = offered.filter(({ row }) => row.workspace === workspace);
  // The address may name one without its site, or one that is not of the account any more.
  const [only] = named.length === 1 ? named : [];
  const value = only?.value ?? (workspace && keyOf(site, workspace));
  const unknown = workspace && value && !only ? [{ value, label: workspace }] : [];
  return [
    { kind: 'days' },
    {
      kind: 'select',
      name: 'workspace',
      label: t('workspace'),
      options: [...offered.map(({ value, label }) => ({ value, label })), ...unknown],
      value,
      chosen: (key) => {
        const row = offered.find((option) => option.value === key)?.row;
        return row ? { site: row.site, workspace: row.workspace } : { workspace: undefined };
      },
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
      value: site,
      chosen: (next) => ({ site: next, workspace: next && next !== site ? undefined : workspace }),
    },
    {
      kind: 'select',
      name: 'settlement',
      label: t('settlement'),
      options: SETTLEMENTS.map((value) => ({ value, label: t(`settlement_${value}`) })),
    },
  ];
}
