// SPDX-License-Identifier: Apache-2.0
import { Segmented, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page';
import { useFilters } from '@/components/search-params';
import { NextBill } from './next-bill';
import { NextDays } from './next-days';
import type { ForecastSearch } from './search';

export function ForecastPage() {
  const { t } = useTranslation('forecast');
  const { filters, change } = useFilters<ForecastSearch>();
  const mode = filters.mode ?? 'days';
  return (
    <Page title={t('title')}>
      <Segmented
        aria-label={t('mode')}
        value={mode}
        onChange={(next) => change({ mode: next === 'bill' ? 'bill' : undefined })}
        options={[
          { value: 'days', label: t('mode_days') },
          { value: 'bill', label: t('mode_bill') },
        ]}
        style={{ marginBottom: 12 }}
      />
      <Typography.Paragraph type="secondary">{t(`hint_${mode}`)}</Typography.Paragraph>
      {mode === 'bill' ? (
        <NextBill />
      ) : (
        <NextDays days={filters.days ?? '90'} onChange={(days) => change({ days })} />
      )}
    </Page>
  );
}
