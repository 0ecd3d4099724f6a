// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Result } from 'antd';
import { useTranslation } from 'react-i18next';

function Home() {
  const { t } = useTranslation('shell');
  return <Link to="/">{t('home')}</Link>;
}

export function NotFound() {
  const { t } = useTranslation('shell');
  return <Result status="404" title={t('not_found_title')} subTitle={t('not_found_hint')} extra={<Home />} />;
}

export function Forbidden() {
  const { t } = useTranslation('shell');
  return <Result status="403" title={t('forbidden_title')} subTitle={t('forbidden_hint')} extra={<Home />} />;
}
