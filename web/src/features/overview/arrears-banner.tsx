// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { balanceQuery } from '@/api/balance';
import { compare, formatMoney } from '@/components/decimal';

/** Only there while something is owed: how much, and what ends it. */
export function ArrearsBanner() {
  const { t } = useTranslation('overview');
  const { data } = useQuery(balanceQuery);
  if (!data || compare(data.arrears, '0') <= 0) return null;
  const amount = formatMoney(data.arrears, data.currency);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      style={{ marginBottom: 16 }}
      title={t('arrears_title', { amount })}
      description={
        <>
          {t('arrears_hint', { amount })}{' '}
          <Link to="/transactions" search={{ source: 'arrears' }} style={{ textDecoration: 'underline' }}>
            {t('arrears_link')}
          </Link>
        </>
      }
    />
  );
}

/** Only there while the account is frozen: what that means. */
export function FrozenBanner() {
  const { t } = useTranslation('overview');
  const { data } = useQuery(balanceQuery);
  if (!data?.is_frozen) return null;
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('account_frozen_title')}
      description={t('account_frozen_hint')}
    />
  );
}
