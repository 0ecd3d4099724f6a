// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BillLink } from '@/components/bill-link';
import type { Column } from '@/components/data-table';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { PurseLink } from '@/components/purse-link';
import { SignedMoney } from '@/components/signed-money';
import type { Transaction } from './api';

const none = '—';

export const entryLinkId = (seq: string) => `entry-${seq}`;

export function useTransactionColumns(currency: string): Column<Transaction>[] {
  const { t } = useTranslation(['transactions', 'entries']);
  const money = (amount: string | null) => (amount === null ? none : <Money {...{ amount, currency }} />);
  return [
    { key: 'time', title: t('time'), render: (row) => <EntryLink row={row} /> },
    { key: 'seq', title: t('seq'), number: true, render: (row) => row.seq },
    { key: 'type', title: t('type'), render: (row) => t(`entries:type_${row.type}`) },
    {
      key: 'object',
      title: t('object'),
      minWidth: 150,
      render: (row) => <PurseLink source={row.source} purse={row.purse} number={row.purse_number} />,
    },
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
    {
      key: 'frozen',
      title: t('frozen'),
      number: true,
      spare: true,
      render: (row) => money(row.balances.frozen),
    },
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

/** Opens the entry; its serial number stands in the address. */
function EntryLink({ row }: { row: Transaction }) {
  const { t } = useTranslation('transactions');
  const seq = `${row.seq}`;
  return (
    <Link
      id={entryLinkId(seq)}
      to="."
      search={((kept: object) => ({ ...kept, entry: seq })) as never}
      resetScroll={false}
      preload={false}
      title={t('open_entry', { seq })}
      style={{ whiteSpace: 'nowrap' }}
    >
      <DateTime at={row.recorded_at} />
    </Link>
  );
}
