// SPDX-License-Identifier: Apache-2.0
import { Empty, Flex, Table } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ColumnChooser, useShownColumns } from './column-chooser';
import { DataCards } from './data-cards';
import { Pager } from './pager';
import { ProblemAlert } from './problem-alert';
import { Scroller } from './scroller';
import type { Pages } from './use-pages';
import { usePhone } from './use-phone';

export interface Column<Row, Totals = unknown> {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  /** Amounts and quantities stand at the right. */
  number?: boolean;
  total?: (totals: Totals) => ReactNode;
  /** Words that may wrap, but in no less than this many pixels. */
  minWidth?: number;
  /** Only shown when chosen. */
  spare?: boolean;
}

interface Props<Row, Totals> {
  /** Names the choice of columns that this browser keeps. */
  id: string;
  label: string;
  columns: Column<Row, Totals>[];
  rowKey: (row: Row) => string;
  pages: Pages<Row, Totals>;
  empty: string;
  /** Beside the chooser of columns. */
  extra?: ReactNode;
}

/** A list of the API: a table, on a phone cards; with totals, pages, a choice of columns, and what to say without rows. */
export function DataTable<Row extends object, Totals>(props: Props<Row, Totals>) {
  const { id, label, columns, rowKey, pages, empty, extra } = props;
  const { t } = useTranslation('common');
  const phone = usePhone();
  const { shown, choose } = useShownColumns(id, columns);
  const { query, rows, totals } = pages;
  const visible = columns.filter((column) => shown.includes(column.key));

  if (query.error && rows.length === 0) {
    return <ProblemAlert error={query.error} onRetry={() => query.refetch()} />;
  }
  const nothing = <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={empty} />;
  const list = phone ? (
    <DataCards
      label={label}
      columns={visible}
      rows={rows}
      rowKey={rowKey}
      totals={totals}
      loading={query.isPending}
      empty={nothing}
    />
  ) : (
    <Scroller label={label}>
      <Table<Row>
        size="middle"
        rowKey={rowKey}
        dataSource={rows}
        loading={query.isFetching}
        pagination={false}
        locale={{ emptyText: query.isPending ? ' ' : nothing }}
        columns={visible.map((column) => ({
          key: column.key,
          title: column.title,
          align: column.number ? 'right' : 'left',
          onCell: () => ({ style: { minWidth: column.minWidth } }),
          onHeaderCell: () => ({ style: { whiteSpace: 'nowrap' } }),
          render: (_: unknown, row: Row) => column.render(row),
        }))}
        summary={() => totals && rows.length > 0 && <TotalsRow columns={visible} totals={totals} />}
      />
    </Scroller>
  );
  return (
    <>
      <Flex justify="space-between" align="center" wrap style={{ marginBottom: 8 }}>
        <span>{extra}</span>
        <ColumnChooser columns={columns} shown={shown} onChoose={choose} />
      </Flex>
      {query.error && <ProblemAlert error={query.error} onRetry={() => query.refetch()} />}
      {list}
      <Pager pages={pages} label={t('pages_of', { list: label })} />
    </>
  );
}

/** Of all pages, not only of the one that shows. */
function TotalsRow<Row, Totals>({ columns, totals }: { columns: Column<Row, Totals>[]; totals: Totals }) {
  const { t } = useTranslation('common');
  return (
    <Table.Summary.Row style={{ fontWeight: 600 }}>
      {columns.map((column, index) => (
        <Table.Summary.Cell key={column.key} index={index} align={column.number ? 'right' : 'left'}>
          {column.total?.(totals) ?? (index === 0 && t('total'))}
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}
