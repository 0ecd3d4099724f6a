// SPDX-License-Identifier: Apache-2.0
import { theme } from 'antd';
import { compare, percent, subtract } from '@/components/decimal';

interface Props {
  face: string;
  before: string;
  after: string;
}

/** How much of the face is left, and striped what an entry took; the amounts stand beside it as text. */
export function BalanceBar({ face, before, after }: Props) {
  const { token } = theme.useToken();
  const share = (amount: string) => `${percent(amount, face) ?? '0'}%`;
  const taken = compare(before, after) > 0 ? subtract(before, after) : '0.00';
  const stripes = `repeating-linear-gradient(135deg, ${token.colorWarning} 0 3px, transparent 3px 6px)`;
  return (
    <div
      aria-hidden="true"
      data-testid="balance-bar"
      style={{
        display: 'flex',
        height: 8,
        minWidth: 120,
        overflow: 'hidden',
        borderRadius: 4,
        background: token.colorFillSecondary,
      }}
    >
      <div style={{ width: share(after), flex: 'none', background: token.colorPrimary }} />
      <div style={{ width: share(taken), flex: 'none', background: stripes }} />
    </div>
  );
}
