// SPDX-License-Identifier: Apache-2.0
import { theme } from 'antd';
import type { Source } from './deduction-steps';

/** Sources differ in name and place first; the colours are those of antd's palette, for marks without text. */
const COLORS = {
  ordinary: 'green',
  full_reduction: 'cyan',
  card: 'purple',
  cash: 'blue',
  arrears: 'red',
  aws: 'orange',
  alibaba: 'orange',
} as const;

interface Props {
  total: string;
  /** What was left to be paid before and after the step. */
  before: string;
  after: string;
  source?: Source;
}

/** A step of the waterfall: from what was to be paid down to what is left. Only a picture of the amounts beside it. */
export function WaterfallChart({ total, before, after, source }: Props) {
  const { token } = theme.useToken();
  const share = (amount: string) => {
    const whole = Number(total);
    return whole === 0 ? 0 : Math.min(Math.max(Number(amount) / whole, 0), 1) * 100;
  };
  const [from, to] = [share(after), share(before)];
  return (
    <div
      aria-hidden
      style={{ position: 'relative', height: 14, borderRadius: 4, background: token.colorFillTertiary }}
    >
      <div style={{ ...BAR, left: 0, width: `${from}%`, background: token.colorFill }} />
      <div
        data-share={(to - from).toFixed(2)}
        style={{
          ...BAR,
          left: `${from}%`,
          width: `${to - from}%`,
          minWidth: 2,
          background: source ? token[`${COLORS[source]}6`] : token.colorTextSecondary,
        }}
      />
    </div>
  );
}

const BAR = { position: 'absolute', top: 0, bottom: 0, borderRadius: 4 } as const;
