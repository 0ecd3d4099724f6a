// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BillLink } from '@/components/bill-link';
import type { Column } from '@/components/data-table';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { SignedMoney } from '@/components/signed-money';
import type { Transaction } from './api';

const none = '—';

export function useTransactionColumns(currency: string): Column<Transaction>[] {
  const { t } = useTranslation('transactions');
  const money = (amount: string | null) => (amount === null ? none : <Money {...{ amount, currency }} />);
  return [
    { key: 'time', title: t('time'), render: (row) => <DateTime at={row.recorded_at} /> },
    { key: 'seq', title: t('seq'), number: true, render: (row) => row.seq },
    { key: 'type', title: t('type'), render: (row) => t(`type_${row.type}`) },
    { key: 'object', title: t('object'), minWidth: 150, render: (row) => <SourceOf row={row} /> },
    {
      key: 'amount',
      title: t('amount'),
      number: true,
      render: (row) => <SignedMoney amount={row.amount} currency={currency} />,
    },
    {
      key: 'before',
      title: t('balance_before'),
      number: true,
      spare: true,
      render: (row) => money(row.balance_before),
    },
    { key: 'after', title: t('balance_after'), number: true, render: (row) => money(row.balance_after) },
    { key: 'cash', title: t('cash'), number: true, render: (row) => money(row.balances.cash) },
    { key: 'vouchers', title: t('vouchers'), number: true, render: (row) => money(row.balances.vouchers) },
    {
      key: 'stored_value',
      title: t('stored_value'),
      number: true,
      render: (row) => money(row.balances.stored_value),
    },
    {
      key: 'bill',
      title: t('bill'),
      minWidth: 150,
      render: (row) => (row.bill ? <BillLink bill={row.bill} /> : none),
    },
    { key: 'note', title: t('note'), minWidth: 160, spare: true, render: (row) => row.note ?? none },
    { key: 'day', title: t('day'), spare: true, render: (row) => <span className="num">{row.day}</span> },
    { key: 'operation', title: t('operation'), number: true, spare: true, render: (row) => row.operation },
  ];
}

/** What the entry changed: a voucher or card by its number, or one of the account's other balances. */
function SourceOf({ row }: { row: Transaction }) {
  const { t } = useTranslation('transactions');
  const name = t(`source_${row.source}`);
  if (!row.purse) return name;
  const door = row.source === 'card' ? '/cards' : '/vouchers';
  return (
    <Link to={door} search={{ purse: row.purse } as never}>
      {name} <span className="num">#{row.purse_number}</span>
    </Link>
  );
}
