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
  const title = <h1 style={{ margin: 0, fontSize: 24 }}>{t('not_found_title')}</h1>;
  return (
    <main>
      <Result status="404" title={title} subTitle={t('not_found_hint')} extra={<Home />} />
    </main>
  );
}

export function Forbidden() {
  const { t } = useTranslation('shell');
  return (
    <Result
      status="403"
      title={<h1 style={{ margin: 0, fontSize: 24 }}>{t('forbidden_title')}</h1>}
      subTitle={t('forbidden_hint')}
      extra={<Home />}
    />
  );
}
