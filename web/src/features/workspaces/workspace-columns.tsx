// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/components/data-table';
import { sum } from '@/components/decimal';
import { Money } from '@/components/money';
import { costKey, type Totals, type Workspace } from './api';

interface Month {
  from: string;
  until: string;
  currency: string;
  /** Under their costKey; undefined while they load or where they failed. */
  costs: Record<string, string> | undefined;
  failed: boolean;
  /** Whether the list leaves no workspace out. */
  whole: boolean;
}

export function useWorkspaceColumns(month: Month): Column<Workspace, Totals>[] {
  const { t } = useTranslation('workspaces');
  return [
    {
      key: 'workspace',
      title: t('workspace'),
      render: (row) => row.workspace,
      total: ({ count }) => t('count', { count }),
    },
    { key: 'name', title: t('name'), render: (row) => row.name },
    { key: 'site', title: t('site'), render: (row) => `${row.site_name} (${row.site})` },
    { key: 'time_zone', title: t('time_zone'), render: (row) => row.time_zone },
    { key: 'settlement', title: t('settlement'), render: (row) => t(`settlement_${row.settlement}`) },
    { key: 'mode', title: t('mode'), render: (row) => t(`mode_${row.mode}`) },
    { key: 'logs_by', title: t('logs_by'), render: (row) => t(`logs_by_${row.logs_by}`) },
    {
      key: 'mode_from',
      title: t('mode_from'),
      spare: true,
      render: (row) => <span className="num">{row.mode_from ?? '—'}</span>,
    },
    { key: 'retention', title: t('retention'), render: (row) => <Retention days={row.retention} /> },
    { key: 'bound', title: t('bound_from'), render: (row) => <span className="num">{row.bound_from}</span> },
    {
      key: 'cost',
      title: t('month_cost'),
      number: true,
      render: (row) => <Cost month={month} row={row} />,
      total: () =>
        month.whole &&
        month.costs && <Money amount={sum(Object.values(month.costs))} currency={month.currency} />,
    },
    { key: 'bills', title: t('bills'), render: (row) => <BillsOf month={month} row={row} /> },
  ];
}

function Cost({ month, row }: { month: Month; row: Workspace }) {
  if (month.failed) return '—';
  if (!month.costs) return <Skeleton.Input active size="small" />;
  return <Money amount={month.costs[costKey(row.site, row.workspace)] ?? '0.00'} currency={month.currency} />;
}

function BillsOf({ month: { from, until }, row: { site, workspace } }: { month: Month; row: Workspace }) {
  const { t } = useTranslation('workspaces');
  return (
    <Link
      to="/bills"
      search={{ site, workspace, from, until } as never}
      aria-label={t('bills_of', { workspace })}
      style={{ whiteSpace: 'nowrap' }}
    >
      {t('bills_link')}
    </Link>
  );
}

/** Types of data that are kept equally long stand together. */
function Retention({ days }: { days: Workspace['retention'] }) {
  const { t, i18n } = useTranslation('workspaces');
  const name = (type: string) =>
    i18n.exists(`workspaces:data_${type}`) ? t(`data_${type}` as 'data_logs') : type;
  const types = new Map<number, string[]>();
  for (const [type, count] of Object.entries(days)) {
    types.set(count, [...(types.get(count) ?? []), name(type)]);
  }
  return [...types].map(([count, names]) => (
    <div key={count}>{t('days_of', { types: names.join(t('comma')), days: count })}</div>
  ));
}
