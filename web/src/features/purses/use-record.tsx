// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Empty, Flex, Table, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { DataCards } from '@/components/data-cards';
import { formatInstant } from '@/components/date-time';
import { ProblemAlert } from '@/components/problem-alert';
import { usePhone } from '@/components/use-phone';
import { type Purse, recordQuery } from './api';
import { useRecordColumns } from './use-record-columns';

/** All that changed a voucher or card, newest first. */
export function UseRecord({ purse }: { purse: Purse }) {
  const { t } = useTranslation('purses');
  const { account, today } = useMe();
  const phone = usePhone();
  const created = formatInstant(purse.created_at, account.time_zone).slice(0, 10);
  const query = useInfiniteQuery(recordQuery(purse.purse, created, today));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useRecordColumns(purse);
  const nothing = <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('not_used')} />;
  return (
    <section aria-label={t('use_record')}>
      <Flex justify="space-between" align="baseline" wrap style={{ marginBottom: 8 }}>
        <Typography.Title level={2} style={{ margin: 0, fontSize: 16 }}>
          {t('use_record')}
        </Typography.Title>
        <Link to="/transactions" search={{ purse: purse.purse } as never}>
          {t('in_transactions')}
        </Link>
      </Flex>
      {query.error && <ProblemAlert error={query.error} onRetry={() => query.refetch()} />}
      {phone ? (
        <DataCards
          label={t('use_record')}
          columns={columns}
          rows={rows}
          rowKey={(row) => `${row.seq}`}
          totals={undefined}
          loading={query.isPending}
          empty={nothing}
        />
      ) : (
        <Table
          size="small"
          rowKey="seq"
          dataSource={rows}
          loading={query.isFetching}
          pagination={false}
          locale={{ emptyText: query.isPending ? ' ' : nothing }}
          columns={columns.map((column) => ({
            key: column.key,
            title: column.title,
            align: column.number ? 'right' : 'left',
            render: (_: unknown, row: (typeof rows)[number]) => column.render(row),
          }))}
        />
      )}
      {query.hasNextPage && (
        <Button
          block
          loading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
          style={{ marginTop: 8 }}
        >
          {t('older')}
        </Button>
      )}
    </section>
  );
}
