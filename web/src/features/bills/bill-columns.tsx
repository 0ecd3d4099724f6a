// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/components/data-table';
import { isZero, sum } from '@/components/decimal';
import { Money } from '@/components/money';
import { Adjustment, StateTag } from './bill-header';
import type { Bill, BillTotals } from './queries';

export const billLinkId = (bill: string) => `bill-${bill}`;

type Part = keyof Bill['paid'];

/** What was paid by each source; a part of nothing is a dash. */
export function useBillColumns(currency: string): Column<Bill, BillTotals>[] {
  const { t } = useTranslation('bills');
  const amount = (value: string) =>
    isZero(value) ? <span className="num">–</span> : <Money amount={value} currency={currency} />;
  const part = (name: Part, title: string, spare = false): Column<Bill, BillTotals> => ({
    key: name,
    title,
    number: true,
    spare,
    render: (row) => amount(row.paid[name]),
    total: (totals) => amount(totals.paid[name]),
  });
  const vouchers = (paid: Bill['paid']) => amount(sum([paid.ordinary, paid.full_reduction]));
  return [
    { key: 'day', title: t('day'), render: (row) => <BillLink row={row} /> },
    { key: 'workspace', title: t('workspace'), render: (row) => row.workspace },
    { key: 'site', title: t('site'), render: (row) => row.site },
    {
      key: 'settlement',
      title: t('settlement'),
      render: (row) => (row.settlement ? t(`settlement_${row.settlement}`) : '–'),
    },
    { key: 'state', title: t('state'), render: (row) => <StateTag bill={row} /> },
    {
      key: 'total',
      title: t('total'),
      number: true,
      render: (row) => <Money amount={row.total} currency={currency} />,
      total: (totals) => <Money amount={totals.total} currency={currency} />,
    },
    {
      key: 'vouchers',
      title: t('vouchers'),
      number: true,
      render: (row) => vouchers(row.paid),
      total: (totals) => vouchers(totals.paid),
    },
    part('ordinary', t('ordinary'), true),
    part('full_reduction', t('full_reduction'), true),
    part('card', t('card')),
    part('cash', t('cash')),
    part('arrears', t('arrears')),
    part('cloud', t('cloud')),
  ];
}

/** Opens the bill; its id stands in the address. */
function BillLink({ row }: { row: Bill }) {
  const { t } = useTranslation('bills');
  return (
    <>
      <Link
        id={billLinkId(row.bill)}
        to="."
        search={((kept: object) => ({ ...kept, bill: row.bill })) as never}
        resetScroll={false}
        preload={false}
        className="num"
        aria-label={t('open_bill', { day: row.day, workspace: row.workspace })}
      >
        {row.day}
      </Link>
      {row.corrects && <Adjustment run={row.run} corrects={row.corrects} style={{ marginLeft: 8 }} />}
    </>
  );
}
