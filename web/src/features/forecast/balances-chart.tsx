// SPDX-License-Identifier: Apache-2.0
import { Flex, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/components/decimal';
import type { Forecast, Point } from './api';

const WIDTH = 1000;
const HEIGHT = 240;
const COLORS = { vouchers: 'green', cards: 'purple', cash: 'blue', arrears: 'red' } as const;
type Layer = keyof typeof COLORS;

/** What a layer holds after a day, in pixels' numbers. */
const held = (point: Point, layer: Layer) =>
  layer === 'vouchers' ? Number(point.ordinary) + Number(point.full_reduction) : Number(point[layer]);

/** The corners of a layer of steps between two heights of each day. */
function cornersOf(low: number[], high: number[], y: (amount: number) => number) {
  const step = WIDTH / low.length;
  const edge = (amounts: number[]) =>
    amounts.flatMap((amount, day) => [
      [day * step, y(amount)],
      [(day + 1) * step, y(amount)],
    ]);
  return [...edge(high), ...edge(low).reverse()].map(([x = 0, at = 0]) => `${x.toFixed(1)},${at.toFixed(1)}`);
}

/** A picture of the balances after each day; the table beside it has the figures. */
export function BalancesChart({ forecast: { points, currency } }: { forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  const { token } = theme.useToken();
  const layers = ['vouchers', 'cards', 'cash'] as const;
  const tops = points.map((point) => layers.reduce((total, layer) => total + held(point, layer), 0));
  const top = Math.max(...tops, 0);
  const bottom = -Math.max(...points.map((point) => held(point, 'arrears')), 0);
  const y = (amount: number) => ((top - amount) / (top - bottom || 1)) * HEIGHT;
  let low = points.map(() => 0);
  const areas = layers.map((layer) => {
    const high = points.map((point, day) => (low[day] ?? 0) + held(point, layer));
    const area = { layer: layer as Layer, corners: cornersOf(low, high, y) };
    low = high;
    return area;
  });
  const zero = points.map(() => 0);
  const owed = points.map((point) => -held(point, 'arrears'));
  areas.push({ layer: 'arrears', corners: cornersOf(owed, zero, y) });
  const [first, last] = [points[0]?.day ?? '', points.at(-1)?.day ?? ''];
  const color = (layer: Layer) => token[`${COLORS[layer]}6`];
  return (
    <>
      <Flex justify="space-between" className="num" style={{ color: token.colorTextDescription }}>
        <span>{formatMoney(top.toFixed(2), currency)}</span>
        {bottom < 0 && <span>{formatMoney(bottom.toFixed(2), currency)}</span>}
      </Flex>
      <svg
        role="img"
        aria-label={t('chart_description', { from: first, until: last })}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        style={{ display: 'block', width: '100%', height: HEIGHT }}
      >
        {areas.map(({ layer, corners }) => (
          <polygon key={layer} data-layer={layer} points={corners.join(' ')} fill={color(layer)} />
        ))}
        <line x1="0" x2={WIDTH} y1={y(0)} y2={y(0)} stroke={token.colorTextTertiary} />
      </svg>
      <Flex justify="space-between" className="num" style={{ color: token.colorTextDescription }}>
        <span>{first}</span>
        <span>{last}</span>
      </Flex>
      <Flex wrap component="ul" style={{ listStyle: 'none', margin: '8px 0 0', padding: 0 }}>
        {areas.map(({ layer }) => (
          <li key={layer} style={{ marginRight: 16 }}>
            <span
              aria-hidden
              style={{
                display: 'inline-block',
                width: 12,
                height: 12,
                marginRight: 6,
                borderRadius: 2,
                background: color(layer),
              }}
            />
            {t(layer)}
          </li>
        ))}
      </Flex>
    </>
  );
}
