// SPDX-License-Identifier: Apache-2.0
import { Alert, Typography, theme } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { formatInstant } from './date-time';
import { isZero } from './decimal';
import { ExplainedRounding } from './explained-rounding';
import { ExplainedSource, type Explanation } from './explained-source';

/** Why a bill, real or made up, was paid as it was: its rounding, then each source in the order asked. */
export function Explained({ explanation }: { explanation: Explanation }) {
  const { t } = useTranslation('explain');
  const { account } = useMe();
  const { token } = theme.useToken();
  const { sources, rounding, currency, total, settlement } = explanation;
  const at = formatInstant(explanation.at, account.time_zone, true);
  const row = { padding: '12px 0', borderBottom: `1px solid ${token.colorBorderSecondary}` };
  return (
    <>
      <Part title={t('rounding')}>
        <ExplainedRounding rounding={rounding} currency={currency} />
      </Part>
      <Part title={t('asked')}>
        {settlement === null && <Alert type="info" showIcon title={t('no_sources')} />}
        {settlement !== null && isZero(total) && <Alert type="info" showIcon title={t('nothing_to_pay')} />}
        {sources.length > 0 && (
          <Typography.Paragraph type="secondary">
            {explanation.direction === 'give_back' ? t('give_back_hint') : t('asked_hint', { at })}
          </Typography.Paragraph>
        )}
        <ol aria-label={t('asked')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {sources.map((source) => (
            <li key={source.place} data-source={source.source} data-outcome={source.outcome} style={row}>
              <ExplainedSource explanation={explanation} source={source} />
            </li>
          ))}
        </ol>
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} style={{ marginBottom: 32 }}>
      <Typography.Title level={2} style={{ fontSize: 18, marginTop: 0 }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}
