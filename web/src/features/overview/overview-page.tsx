// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { Page } from '@/components/page';

export function OverviewPage() {
  const { t } = useTranslation('overview');
  return <Page title={t('title')}>{null}</Page>;
}
