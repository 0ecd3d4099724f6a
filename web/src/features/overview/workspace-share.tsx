// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Flex, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { compare, percent, subtract, sum } from '@/components/decimal';
import { Money } from '@/components/money';
import { QueryCard } from '@/components/query-card';
import { type Days, usageQuery } from './api';

const SHOWN = 6;

/** The dearest workspaces, and the rest in one. */
export function WorkspaceShare({ days }: { days: Days }) {
  const { t } = useTranslation('overview');
  const query = useQuery(usageQuery('workspace', days));
  return (
    <QueryCard
      title={t('by_workspace')}
      query={query}
      lines={8}
      empty={(data) => data.rows.length === 0 && t('no_consumption')}
    >
      {({ currency, rows }) => {
        const total = sum(rows.map((row) => row.charge));
        const sorted = [...rows].sort((a, b) => compare(b.charge, a.charge));
        const shown = sorted.slice(0, SHOWN);
        const rest = subtract(total, sum(shown.map((row) => row.charge)));
        return (
          <>
            {shown.map((row) => (
              <Share
                key={`${row.site}/${row.workspace}`}
                charge={row.charge}
                total={total}
                currency={currency}
              >
                <WorkspaceLink row={row} days={days} />
              </Share>
            ))}
            {sorted.length > SHOWN && (
              <Share charge={rest} total={total} currency={currency}>
                {t('others', { count: sorted.length - SHOWN })}
              </Share>
            )}
          </>
        );
      }}
    </QueryCard>
  );
}

function WorkspaceLink({ row, days }: { row: Schemas['UsageRow']; days: Days }) {
  const { site, workspace } = row;
  return (
    <Link to="/bills" search={{ site, workspace, ...days }}>
      {workspace}
    </Link>
  );
}

function Share(props: { charge: string; total: string; currency: string; children: React.ReactNode }) {
  const { token } = theme.useToken();
  const share = percent(props.charge, props.total) ?? '0.0';
  return (
    <div style={{ marginBottom: 14 }}>
      <Flex justify="space-between" align="baseline">
        <span style={{ minWidth: 0, overflowWrap: 'anywhere', marginRight: 12 }}>{props.children}</span>
        <span className="num">
          <Money amount={props.charge} currency={props.currency} /> · {share}%
        </span>
      </Flex>
      <div style={{ height: 6, marginTop: 4, borderRadius: 3, background: token.colorFillSecondary }}>
        <div style={{ width: `${share}%`, height: 6, borderRadius: 3, background: token.colorPrimary }} />
      </div>
    </div>
  );
}
