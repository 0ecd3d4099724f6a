// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Card, Col, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { balanceQuery } from '@/api/balance';
import { Fields } from '@/components/data-cards';
import { negated, sum } from '@/components/decimal';
import { Money } from '@/components/money';
import { ProblemAlert } from '@/components/problem-alert';
import { BalanceCard } from './balance-card';

const Cell = ({ children }: { children: ReactNode }) => (
  <Col xs={24} sm={12} xl={6} style={{ marginBottom: 16 }}>
    {children}
  </Col>
);

/** Cash, vouchers, and cards less arrears. */
export function Balances() {
  const { t } = useTranslation('overview');
  const { data, error, refetch } = useQuery(balanceQuery);
  if (error) {
    return (
      <Col xs={24} xl={18}>
        <ProblemAlert error={error} onRetry={() => refetch()} />
      </Col>
    );
  }
  if (!data) {
    return ['cash', 'vouchers', 'stored_value'].map((name) => (
      <Cell key={name}>
        <Card style={{ height: '100%' }} styles={{ body: { padding: 20 } }}>
          <Skeleton active paragraph={{ rows: 2 }} />
        </Card>
      </Cell>
    ));
  }
  const money = (amount: string) => <Money amount={amount} currency={data.currency} />;
  const { currency } = data;
  return (
    <>
      <Cell>
        <BalanceCard title={t('cash')} amount={data.cash} currency={currency}>
          <Fields fields={[[t('frozen'), money(data.frozen)]]} />
        </BalanceCard>
      </Cell>
      <Cell>
        <BalanceCard
          title={t('vouchers')}
          amount={sum([data.ordinary, data.full_reduction])}
          currency={currency}
        >
          <Fields
            fields={[
              [t('ordinary'), money(data.ordinary)],
              [t('full_reduction'), money(data.full_reduction)],
            ]}
          />
        </BalanceCard>
      </Cell>
      <Cell>
        <BalanceCard title={t('stored_value')} amount={data.stored_value} currency={currency}>
          <Fields
            fields={[
              [t('cards'), money(data.cards)],
              [t('arrears'), money(negated(data.arrears))],
            ]}
          />
        </BalanceCard>
      </Cell>
    </>
  );
}
