// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Empty, Flex, Segmented, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '@/components/problem-alert';
import { forecastQuery } from './api';
import { DailySpend } from './daily-spend';
import { ForecastBalances } from './forecast-balances';
import { ForecastPurses } from './forecast-purses';
import { ForecastSummary } from './forecast-summary';
import { ForecastTimeline } from './forecast-timeline';
import { Part } from './part';
import { DAYS } from './search';

const LENGTHS = { '30': 30, '90': 90, '180': 180, '366': 366 };

interface Props {
  days: (typeof DAYS)[number];
  onChange: (days: (typeof DAYS)[number]) => void;
}

/** How long the funds last when each day costs the average of the last ones. */
export function NextDays({ days, onChange }: Props) {
  const { t } = useTranslation('forecast');
  const { data, error, refetch } = useQuery(forecastQuery(LENGTHS[days]));
  return (
    <>
      <Flex align="center" wrap className="row" style={{ marginBottom: 16 }}>
        <span style={{ marginRight: 8 }}>{t('days')}</span>
        <Segmented
          aria-label={t('days')}
          value={days}
          onChange={onChange}
          options={DAYS.map((value) => ({ value, label: t('days_of', { count: LENGTHS[value] }) }))}
        />
      </Flex>
      {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
      {!error && !data && <Skeleton active paragraph={{ rows: 10 }} />}
      {data && !data.basis && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('no_basis')} />}
      {data?.basis && (
        <>
          <ForecastSummary forecast={data} basis={data.basis} />
          <Part title={t('events')}>
            <ForecastTimeline forecast={data} />
          </Part>
          <Part title={t('purses')}>
            <ForecastPurses forecast={data} />
          </Part>
          <ForecastBalances forecast={data} />
          <Part title={t('by_workspace')}>
            <DailySpend forecast={data} />
          </Part>
        </>
      )}
    </>
  );
}
