// SPDX-License-Identifier: Apache-2.0
import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { DateTime } from '@/components/date-time';
import type { Purse } from './api';
import { daysUntil } from './expiry';

const SOON = 30;

/** From when until when, and how many days are left where it can be spent and soon no longer. */
export function Validity({ purse, asOf }: { purse: Purse; asOf: string }) {
  const { t } = useTranslation('purses');
  return (
    <>
      <div>{purse.valid_from ? <DateTime at={purse.valid_from} /> : t('from_start')}</div>
      <div>
        {purse.expires_at ? (
          <>
            {t('until')} <DateTime at={purse.expires_at} />
          </>
        ) : (
          t('never_expires')
        )}
      </div>
      <ExpiryHint purse={purse} asOf={asOf} />
    </>
  );
}

function ExpiryHint({ purse, asOf }: { purse: Purse; asOf: string }) {
  const { t } = useTranslation('purses');
  if (!purse.expires_at || purse.state !== 'active') return null;
  const days = daysUntil(asOf, purse.expires_at);
  if (days < 0 || days >= SOON) return null;
  return (
    <Typography.Text type="warning">
      {days === 0 ? t('expires_within_a_day') : t('days_left', { count: days })}
    </Typography.Text>
  );
}
