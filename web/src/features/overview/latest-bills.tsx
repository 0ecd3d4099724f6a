// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Money } from '@/components/money';
import { QueryCard } from '@/components/query-card';
import { latestBillsQuery } from './api';

/** The newest daily bills, each a link to how it was made and paid. */
export function LatestBills() {
  const { t } = useTranslation('overview');
  const query = useQuery(latestBillsQuery);
  return (
    <QueryCard
      title={t('latest_bills')}
      extra={<Link to="/bills">{t('all_bills')}</Link>}
      query={query}
      lines={5}
      empty={(data) => data.items.length === 0 && t('no_bills')}
    >
      {({ items }) => (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {items.map((bill) => (
            <li key={bill.bill} style={{ padding: '6px 0' }}>
              <Flex justify="space-between" align="baseline">
                <Link to="/bills" search={{ bill: bill.bill }} style={{ overflowWrap: 'anywhere' }}>
                  <span className="num">{bill.day}</span> {bill.workspace}
                </Link>
                <span className="num" style={{ marginLeft: 12 }}>
                  <Money amount={bill.total} currency={bill.currency} />
                </span>
              </Flex>
              <Typography.Text type="secondary">{bill.site}</Typography.Text>
              <Tag style={{ marginLeft: 8 }} color={bill.state === 'settled' ? 'success' : 'warning'}>
                {t(`state_${bill.state}`)}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </QueryCard>
  );
}
