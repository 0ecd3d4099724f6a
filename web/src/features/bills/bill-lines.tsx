// SPDX-License-Identifier: Apache-2.0
import { Empty, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { DataCards } from '@/components/data-cards';
import type { Column } from '@/components/data-table';
import { compare, formatDecimal, isZero } from '@/components/decimal';
import { useItemName } from '@/components/item-name';
import { Decimal, Money } from '@/components/money';
import { Scroller } from '@/components/scroller';
import { usePhone } from '@/components/use-phone';
import { Calculation, LineNotes } from './line-parts';
import type { BillDetail, BillLine } from './queries';

/** What was used, and how the total comes out of it. */
export function BillLines({ bill }: { bill: BillDetail }) {
  const { t } = useTranslation('bills');
  const phone = usePhone();
  const columns = useLineColumns(bill);
  if (bill.lines.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('no_lines')} />;
  }
  if (phone) {
    return (
      <>
        <DataCards
          label={t('lines')}
          columns={columns}
          rows={bill.lines}
          rowKey={(line) => `${line.line}`}
          totals={undefined}
          loading={false}
          empty={null}
        />
        <Rounding bill={bill} />
      </>
    );
  }
  return (
    <>
      <Scroller label={t('lines')}>
        <Table<BillLine>
          size="small"
          rowKey="line"
          dataSource={bill.lines}
          pagination={false}
          columns={columns.map((column) => ({
            key: column.key,
            title: column.title,
            align: column.number ? 'right' : 'left',
            render: (_: unknown, line: BillLine) => column.render(line),
          }))}
        />
      </Scroller>
      <Rounding bill={bill} />
    </>
  );
}

function useLineColumns(bill: BillDetail): Column<BillLine>[] {
  const { t } = useTranslation('bills');
  const itemName = useItemName();
  return [
    {
      key: 'item',
      title: t('item'),
      render: (line) => (
        <>
          {`${line.line}. ${itemName(line.item)}`}
          <LineNotes line={line} />
        </>
      ),
    },
    {
      key: 'retention',
      title: t('retention'),
      render: (line) => (line.retention_days ? t('days', { count: line.retention_days }) : '–'),
    },
    {
      key: 'quantity',
      title: t('quantity'),
      number: true,
      render: (line) => <Decimal value={line.quantity} />,
    },
    {
      key: 'free',
      title: t('free_quantity'),
      number: true,
      render: (line) => (isZero(line.free_quantity) ? '–' : <Decimal value={line.free_quantity} />),
    },
    {
      key: 'price',
      title: t('calculation', { currency: bill.currency }),
      number: true,
      render: (line) => <Calculation line={line} />,
    },
    {
      key: 'charge',
      title: t('charge'),
      number: true,
      render: (line) => <Money amount={line.charge} currency={bill.currency} />,
    },
  ];
}

/** The exact sum, what rounding it once to the cent adds, and the total. */
function Rounding({ bill }: { bill: BillDetail }) {
  const { t } = useTranslation('bills');
  const sign = compare(bill.residue, '0') > 0 ? '−' : '+';
  return (
    <>
      <p style={{ textAlign: 'right', margin: '12px 0 0' }} data-testid="rounding">
        {t('exact_sum')} <span className="num">{formatDecimal(bill.exact)}</span> {sign} {t('rounding')}{' '}
        <span className="num">{formatDecimal(bill.residue.replace('-', ''))}</span> = {t('total')}{' '}
        <strong>
          <Money amount={bill.total} currency={bill.currency} />
        </strong>
      </p>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {t('rounding_hint')}
      </Typography.Text>
    </>
  );
}
