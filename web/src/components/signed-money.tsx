// SPDX-License-Identifier: Apache-2.0
import { Typography } from 'antd';
import { formatMoney, isNegative, isZero } from './decimal';

/** A change of a balance: what comes in has a plus and is green, what goes out has a minus. */
export function SignedMoney({ amount, currency }: { amount: string; currency: string }) {
  const text = formatMoney(amount, currency);
  if (isNegative(amount) || isZero(amount)) return <span className="num">{text}</span>;
  return (
    <Typography.Text type="success" className="num" style={{ fontSize: 'inherit' }}>
      +{text}
    </Typography.Text>
  );
}
