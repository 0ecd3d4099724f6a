// SPDX-License-Identifier: Apache-2.0
import { Card, Typography } from 'antd';
import type { ReactNode } from 'react';
import { formatMoney } from '@/components/decimal';
import { Money } from '@/components/money';

/** Long amounts are set smaller, never cut. */
const sizeOf = (text: string) => (text.length <= 14 ? 26 : text.length <= 18 ? 20 : 16);

interface Props {
  title: string;
  amount: string;
  currency: string;
  children?: ReactNode;
}

/** One amount that matters, and what it is made of. */
export function BalanceCard({ title, amount, currency, children }: Props) {
  const size = sizeOf(formatMoney(amount, currency));
  return (
    <Card style={{ height: '100%' }} styles={{ body: { padding: 20 } }}>
      <Typography.Title level={2} style={{ margin: 0, fontSize: 14, fontWeight: 400 }}>
        {title}
      </Typography.Title>
      <div style={{ fontSize: size, fontWeight: 600, lineHeight: '40px', marginBottom: 8 }}>
        <Money amount={amount} currency={currency} />
      </div>
      {children}
    </Card>
  );
}
