// SPDX-License-Identifier: Apache-2.0
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { isZero } from '@/components/decimal';
import { Money } from '@/components/money';
import type { Pivot } from './pivot';

interface Props {
  pivot: Pivot;
  currency: string;
  nameOf: (code: string) => string;
}

const stuck = { position: 'sticky', top: 0, zIndex: 1, whiteSpace: 'nowrap' } as const;

/** The chart's figures: a row for each day with bills, the newest first. */
export function ConsumptionTable({ pivot, currency, nameOf }: Props) {
  const { t } = useTranslation(['overview', 'common']);
  const money = (amount: string) =>
    isZero(amount) ? <span aria-hidden="true">–</span> : <Money amount={amount} currency={currency} />;
  const days = pivot.days.filter((day) => !isZero(pivot.ofDay(day))).reverse();
  const onHeaderCell = () => ({ style: stuck });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={t('consumption')} tabIndex={0} style={{ maxHeight: 340, overflow: 'auto' }}>
      <Table
        size="small"
        pagination={false}
        rowKey="day"
        dataSource={days.map((day) => ({ day }))}
        columns={[
          { title: t('day'), dataIndex: 'day', className: 'num', onHeaderCell },
          {
            title: t('common:total'),
            align: 'right',
            onHeaderCell,
            render: (_, { day }) => <strong>{money(pivot.ofDay(day))}</strong>,
          },
          ...pivot.items.map((item) => ({
            key: item,
            title: nameOf(item),
            align: 'right' as const,
            onHeaderCell,
            render: (_: unknown, { day }: { day: string }) => money(pivot.charge(day, item)),
          })),
        ]}
        summary={() => (
          <Table.Summary.Row style={{ fontWeight: 600 }}>
            <Table.Summary.Cell index={0}>{t('common:total')}</Table.Summary.Cell>
            <Table.Summary.Cell index={1} align="right">
              {money(pivot.total)}
            </Table.Summary.Cell>
            {pivot.items.map((item, index) => (
              <Table.Summary.Cell key={item} index={index + 2} align="right">
                {money(pivot.ofItem(item))}
              </Table.Summary.Cell>
            ))}
          </Table.Summary.Row>
        )}
      />
    </section>
  );
}
