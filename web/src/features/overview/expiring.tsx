// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Flex, Typography } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { useMe } from '@/api/me';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { QueryCard } from '@/components/query-card';
import { expiringQuery } from './api';

const SHOWN = 6;

/** Vouchers and cards whose money is lost within 30 days of the business clock. */
export function Expiring() {
  const { t } = useTranslation('overview');
  const { as_of } = useMe();
  const query = useQuery(expiringQuery(dayjs(as_of).add(30, 'day').toISOString()));
  return (
    <QueryCard
      title={t('expiring')}
      query={query}
      lines={5}
      empty={({ count }) => count === 0 && t('nothing_expires')}
    >
      {({ purses, count }) => (
        <>
          <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {purses.slice(0, SHOWN).map((purse) => (
              <li key={purse.purse} style={{ padding: '6px 0' }}>
                <Purse purse={purse} />
              </li>
            ))}
          </ul>
          {count > SHOWN && t('more_expire', { count: count - SHOWN })}
        </>
      )}
    </QueryCard>
  );
}

function Purse({ purse }: { purse: Schemas['Purse'] }) {
  const { t } = useTranslation('overview');
  return (
    <>
      <Flex justify="space-between" align="baseline">
        <Link to={purse.kind === 'card' ? '/cards' : '/vouchers'} search={{ purse: purse.purse }}>
          {t(`kind_${purse.kind}`)} #{purse.number}
        </Link>
        <Money amount={purse.available} currency={purse.currency} />
      </Flex>
      <Typography.Text type="secondary">
        {purse.expires_at && (
          <>
            {t('expires')} <DateTime at={purse.expires_at} />
          </>
        )}
      </Typography.Text>
    </>
  );
}
