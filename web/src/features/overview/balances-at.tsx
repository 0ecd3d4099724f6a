// SPDX-License-Identifier: Apache-2.0
import { HistoryOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer, Form, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { balanceAtQuery, balanceQuery } from '@/api/balance';
import type { Schemas } from '@/api/client';
import { useMe } from '@/api/me';
import type { Column } from '@/components/data-table';
import { formatInstant } from '@/components/date-time';
import { negated } from '@/components/decimal';
import { InstantField } from '@/components/instant-field';
import { Money } from '@/components/money';
import { PlainTable } from '@/components/plain-table';
import { ProblemAlert } from '@/components/problem-alert';
import { useFilters } from '@/components/search-params';
import { usePhone } from '@/components/use-phone';
import { type OverviewSearch, overviewSearch } from './search';

type Balance = Schemas['Balance'];

/** What the books said at an instant, which the address names; beside it what can be spent now. */
export function BalancesAt() {
  const { t } = useTranslation(['overview', 'common']);
  const { account, as_of } = useMe();
  const phone = usePhone();
  const { filters, change } = useFilters<OverviewSearch>();
  // An address that is just being put right still has what is unsound.
  const { at } = overviewSearch(filters);
  return (
    <>
      <Button icon={<HistoryOutlined aria-hidden />} onClick={() => change({ at: as_of })}>
        {t('balances_at')}
      </Button>
      <Drawer
        open={at !== undefined}
        onClose={() => change({ at: undefined })}
        size={phone ? '100%' : 640}
        title={t('balances_then')}
        closable={{ 'aria-label': t('common:close') }}
        styles={{ body: { padding: phone ? 12 : 24 } }}
        destroyOnHidden
      >
        <Form.Item
          label={t('instant')}
          htmlFor="balances-at"
          layout="vertical"
          extra={t('instant_hint', { zone: account.time_zone })}
        >
          <InstantField id="balances-at" at={at} onChange={(next) => change({ at: next })} />
        </Form.Item>
        {at && <Content at={at} />}
      </Drawer>
    </>
  );
}

function Content({ at }: { at: string }) {
  const { t } = useTranslation('overview');
  const { account } = useMe();
  const then = useQuery(balanceAtQuery(at));
  const now = useQuery(balanceQuery);
  const error = then.error ?? now.error;
  if (error) {
    return <ProblemAlert error={error} onRetry={() => void (then.error ? then : now).refetch()} />;
  }
  if (!then.data || !now.data) return <Skeleton active paragraph={{ rows: 6 }} />;
  const day = formatInstant(at, account.time_zone).slice(0, 10);
  return (
    <>
      <Comparison then={then.data} now={now.data} />
      <Typography.Paragraph style={{ marginTop: 12 }}>
        {then.data.seq === 0 ? (
          t('no_entry')
        ) : (
          <Link to="/transactions" search={{ from: day, until: day } as never}>
            {t('after_entry', { seq: then.data.seq })}
          </Link>
        )}
      </Typography.Paragraph>
      <Typography.Paragraph type="secondary">{t('booked_hint')}</Typography.Paragraph>
    </>
  );
}

interface Row {
  key: string;
  name: string;
  of: (balance: Balance) => string;
}

function Comparison({ then, now }: { then: Balance; now: Balance }) {
  const { t } = useTranslation('overview');
  const rows: Row[] = [
    { key: 'cash', name: t('cash'), of: (balance) => balance.cash },
    { key: 'frozen', name: t('frozen_funds'), of: (balance) => balance.frozen },
    { key: 'ordinary', name: t('ordinary'), of: (balance) => balance.ordinary },
    { key: 'full_reduction', name: t('full_reduction'), of: (balance) => balance.full_reduction },
    { key: 'cards', name: t('cards'), of: (balance) => balance.cards },
    { key: 'arrears', name: t('arrears'), of: (balance) => negated(balance.arrears) },
  ];
  const column = (key: string, title: string, balance: Balance): Column<Row> => ({
    key,
    title,
    number: true,
    render: (row) => <Money amount={row.of(balance)} currency={balance.currency} />,
  });
  return (
    <PlainTable
      label={t('balances_then')}
      columns={[
        { key: 'name', title: t('balance'), render: (row) => row.name },
        column('then', t('booked_then'), then),
        column('now', t('spendable_now'), now),
      ]}
      rows={rows}
      rowKey={(row) => row.key}
    />
  );
}
