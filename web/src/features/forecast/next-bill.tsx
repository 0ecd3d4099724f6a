// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import type { Column } from '@/components/data-table';
import { negated } from '@/components/decimal';
import { Explained } from '@/components/explained';
import { Money } from '@/components/money';
import { PlainTable } from '@/components/plain-table';
import { ProblemAlert } from '@/components/problem-alert';
import { type BillAsked, type Simulated, simulateBill } from './api';
import { BillForm } from './bill-form';
import { Part } from './part';

/** Which voucher or card would pay a bill of so much now. */
export function NextBill() {
  const { t } = useTranslation('forecast');
  const { account } = useMe();
  const simulate = useMutation({ mutationFn: simulateBill });
  const [bill] = simulate.data?.bills ?? [];
  return (
    <>
      <Part title={t('mode_bill')}>
        <BillForm
          currency={account.currency}
          loading={simulate.isPending}
          onSubmit={(asked: BillAsked) => simulate.mutate(asked)}
        />
      </Part>
      {simulate.error && (
        <ProblemAlert
          error={simulate.error}
          onRetry={() => simulate.variables && simulate.mutate(simulate.variables)}
        />
      )}
      {simulate.data && bill && (
        <Part title={t('result')}>
          <Explained explanation={bill} />
          <Changes simulated={simulate.data} />
        </Part>
      )}
    </>
  );
}

const BALANCES = ['ordinary', 'full_reduction', 'cards', 'cash', 'arrears'] as const;

function Changes({ simulated: { before, after, currency } }: { simulated: Simulated }) {
  const { t } = useTranslation('forecast');
  type Row = (typeof BALANCES)[number];
  const of = (balances: typeof before, row: Row) => {
    const amount = row === 'arrears' ? negated(balances.arrears) : balances[row];
    return <Money amount={amount} currency={currency} />;
  };
  const columns: Column<{ row: Row }>[] = [
    { key: 'source', title: t('source'), render: ({ row }) => t(row) },
    { key: 'before', title: t('before'), number: true, render: ({ row }) => of(before, row) },
    { key: 'then', title: t('then'), number: true, render: ({ row }) => of(after, row) },
  ];
  return (
    <PlainTable
      label={t('change')}
      columns={columns}
      rows={BALANCES.map((row) => ({ row }))}
      rowKey={({ row }) => row}
    />
  );
}
