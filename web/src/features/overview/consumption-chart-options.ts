// SPDX-License-Identifier: Apache-2.0
import type { GlobalToken } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { formatMoney, isZero } from '@/components/decimal';
import type { Pivot } from './pivot';

const COLORS = [
  '#3c7be8',
  '#1fa585',
  '#e09422',
  '#d4577a',
  '#7b61d1',
  '#3aa0c9',
  '#94a83b',
  '#b06bb8',
  '#c8704a',
  '#6b7c93',
];

interface Drawing {
  pivot: Pivot;
  currency: string;
  nameOf: (code: string) => string;
  token: GlobalToken;
  description: string;
  totalLabel: string;
}

/** Stacked bars; all texts are drawn, none is HTML, and every amount in them comes from the API's text. */
export function chartOptions({
  pivot,
  currency,
  nameOf,
  token,
  description,
  totalLabel,
}: Drawing): EChartsCoreOption {
  const money = (amount: string) => formatMoney(amount, currency);
  const tip = (points: { dataIndex: number }[]) => {
    const day = pivot.days[points[0]?.dataIndex ?? 0] ?? '';
    const items = pivot.items.filter((item) => !isZero(pivot.charge(day, item)));
    const lines = items.map((item) => `${nameOf(item)}  ${money(pivot.charge(day, item))}`);
    return [day, ...lines, `${totalLabel}  ${money(pivot.ofDay(day))}`].join('\n');
  };
  return {
    aria: { enabled: true, label: { description } },
    color: COLORS,
    animation: false,
    textStyle: { fontFamily: token.fontFamily, color: token.colorText },
    grid: { left: 8, right: 8, top: 12, bottom: 40, containLabel: true },
    legend: {
      type: 'scroll',
      bottom: 0,
      itemWidth: 12,
      itemHeight: 12,
      textStyle: { color: token.colorText },
      pageTextStyle: { color: token.colorText },
      pageIconColor: token.colorText,
      pageIconInactiveColor: token.colorTextDisabled,
    },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow' },
      backgroundColor: token.colorBgElevated,
      borderColor: token.colorBorder,
      textStyle: { color: token.colorText, fontSize: 12, lineHeight: 18 },
      formatter: tip,
    },
    xAxis: {
      type: 'category',
      data: pivot.days.map((day) => day.slice(5)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token.colorBorder } },
      axisLabel: { color: token.colorTextSecondary, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitLine: { lineStyle: { color: token.colorSplit } },
      axisLabel: { color: token.colorTextSecondary, hideOverlap: true },
    },
    series: pivot.items.map((item) => ({
      name: nameOf(item),
      type: 'bar',
      stack: 'charge',
      barMaxWidth: 28,
      data: pivot.days.map((day) => Number(pivot.charge(day, item))),
    })),
  };
}
