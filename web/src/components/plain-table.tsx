// SPDX-License-Identifier: Apache-2.0
import { Table } from 'antd';
import type { ReactNode } from 'react';
import { DataCards } from './data-cards';
import type { Column } from './data-table';
import { Scroller } from './scroller';
import { usePhone } from './use-phone';

interface Props<Row> {
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  empty?: ReactNode;
}

/** Rows that are all there: a small table, on a phone cards. */
export function PlainTable<Row extends object>({ label, columns, rows, rowKey, empty = null }: Props<Row>) {
  const phone = usePhone();
  if (rows.length === 0) return empty;
  if (phone) {
    return (
      <DataCards
        label={label}
        columns={columns}
        rows={rows}
        rowKey={rowKey}
        totals={undefined}
        loading={false}
        empty={null}
      />
    );
  }
  return (
    <Scroller label={label}>
      <Table<Row>
        size="small"
        rowKey={rowKey}
        dataSource={rows}
        pagination={false}
        columns={columns.map((column) => ({
          key: column.key,
          title: column.title,
          align: column.number ? 'right' : 'left',
          onCell: () => ({ style: { minWidth: column.minWidth } }),
          render: (_: unknown, row: Row) => column.render(row),
        }))}
      />
    </Scroller>
  );
}
