// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { BillLink } from '@/components/bill-link';
import type { Column } from '@/components/data-table';
import { Money } from '@/components/money';
import { SignedMoney } from '@/components/signed-money';
import type { Purse, Transaction } from './api';
import { BalanceBar } from './balance-bar';

export function useRecordColumns({ currency, face }: Purse): Column<Transaction>[] {
  const { t } = useTranslation(['purses', 'entries']);
  return [
    { key: 'day', title: t('day'), render: (row) => <span className="num">{row.day}</span> },
    { key: 'type', title: t('type'), render: (row) => t(`entries:type_${row.type}`) },
    {
      key: 'before',
      title: t('before'),
      number: true,
      render: (row) => <Money amount={row.balance_before ?? '0.00'} currency={currency} />,
    },
    {
      key: 'amount',
      title: t('deducted'),
      number: true,
      render: (row) => <SignedMoney amount={row.amount} currency={currency} />,
    },
    {
      key: 'after',
      title: t('after'),
      number: true,
      render: (row) => (
        <>
          <Money amount={row.balance_after ?? '0.00'} currency={currency} />
          <BalanceBar face={face} before={row.balance_before ?? '0.00'} after={row.balance_after ?? '0.00'} />
        </>
      ),
    },
    { key: 'bill', title: t('bill'), render: (row) => (row.bill ? <BillLink bill={row.bill} /> : '—') },
  ];
}
