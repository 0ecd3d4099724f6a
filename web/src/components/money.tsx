// SPDX-License-Identifier: Apache-2.0
import { Typography } from 'antd';
import { formatDecimal, formatMoney, isNegative } from './decimal';

/** An amount as the API gives it; what is negative is red unless `plain`. */
export function Money({ amount, currency, plain }: { amount: string; currency: string; plain?: boolean }) {
  const text = formatMoney(amount, currency);
  if (plain || !isNegative(amount)) return <span className="num">{text}</span>;
  return (
    <Typography.Text type="danger" className="num" style={{ fontSize: 'inherit' }}>
      {text}
    </Typography.Text>
  );
}

/** A quantity or a unit price: all its digits, grouped. */
export function Decimal({ value }: { value: string }) {
  return <span className="num">{formatDecimal(value)}</span>;
}
