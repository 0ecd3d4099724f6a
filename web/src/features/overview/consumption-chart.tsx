// SPDX-License-Identifier: Apache-2.0
import { theme } from 'antd';
import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendScrollComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/components/decimal';
import { chartOptions } from './consumption-chart-options';
import type { Pivot } from './pivot';

use([BarChart, GridComponent, LegendScrollComponent, TooltipComponent, AriaComponent, SVGRenderer]);

interface Props {
  pivot: Pivot;
  currency: string;
  nameOf: (code: string) => string;
  height: number;
}

export function ConsumptionChart({ pivot, currency, nameOf, height }: Props) {
  const { t, i18n } = useTranslation(['overview', 'common']);
  const { token } = theme.useToken();
  const box = useRef<HTMLDivElement>(null);
  const description = t('chart_description', {
    from: pivot.days[0],
    until: pivot.days.at(-1),
    total: formatMoney(pivot.total, currency),
  });
  const totalLabel = t('common:total');

  // biome-ignore lint/correctness/useExhaustiveDependencies: nameOf changes with the language only
  useEffect(() => {
    if (!box.current) return;
    const chart = init(box.current, null, { renderer: 'svg' });
    chart.setOption(chartOptions({ pivot, currency, nameOf, token, description, totalLabel }));
    const resize = () => chart.resize();
    window.addEventListener('resize', resize);
    return () => {
      window.removeEventListener('resize', resize);
      chart.dispose();
    };
  }, [pivot, currency, token, description, totalLabel, i18n.language]);

  return <div ref={box} role="img" aria-label={description} style={{ width: '100%', height }} />;
}
