// SPDX-License-Identifier: Apache-2.0
import { Card, Flex, Skeleton, theme } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from './data-table';

interface Props<Row, Totals> {
  label: string;
  columns: Column<Row, Totals>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  totals: Totals | undefined;
  loading: boolean;
  empty: ReactNode;
}

/** The rows of a table on a phone: one card each, the first column as its title. */
export function DataCards<Row, Totals>(props: Props<Row, Totals>) {
  const { label, columns, rows, rowKey, totals, loading, empty } = props;
  const { t } = useTranslation('common');
  const [title, ...fields] = columns;
  if (loading) return <Skeleton active paragraph={{ rows: 6 }} />;
  if (rows.length === 0) return empty;
  return (
    <>
      {totals && (
        <Card size="small" title={t('total')} style={{ marginBottom: 12 }}>
          <Fields
            fields={columns
              .filter((column) => column.total)
              .map((column) => [column.title, column.total?.(totals)])}
          />
        </Card>
      )}
      <ul aria-label={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {rows.map((row) => (
          <li key={rowKey(row)} style={{ marginBottom: 12 }}>
            <Card size="small" title={title?.render(row)}>
              <Fields fields={fields.map((column) => [column.title, column.render(row)])} />
            </Card>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Names and values, one a line. */
export function Fields({ fields }: { fields: [string, ReactNode][] }) {
  const { token } = theme.useToken();
  const name = { flex: 'none', maxWidth: '50%', marginRight: 8, color: token.colorTextDescription };
  return (
    <dl style={{ margin: 0 }}>
      {fields.map(([label, value]) => (
        <Flex key={label} justify="space-between" align="baseline" style={{ padding: '3px 0' }}>
          <dt style={name}>{label}</dt>
          <dd style={{ margin: 0, textAlign: 'right', minWidth: 0, overflowWrap: 'anywhere' }}>{value}</dd>
        </Flex>
      ))}
    </dl>
  );
}
