// SPDX-License-Identifier: Apache-2.0
import { Empty, Flex, theme } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { formatMoney, isZero } from '@/components/decimal';
import { PurseLink } from '@/components/purse-link';
import type { Forecast } from './api';
import { eventsOf, type ForecastEvent } from './forecast-events';

/** What runs out or is lost, and when arrears begin, by day. */
export function ForecastTimeline({ forecast }: { forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  const { account } = useMe();
  const { token } = theme.useToken();
  const events = eventsOf(forecast, account.time_zone);
  if (events.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('no_events')} />;
  }
  const colors = {
    runs_out: token.colorTextTertiary,
    expires: token.colorWarning,
    cash_ends: token.colorPrimary,
    arrears_begin: token.colorError,
  };
  return (
    <ol aria-label={t('events')} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {events.map((event) => (
        <li
          key={`${event.kind} ${'purse' in event ? event.purse.purse : ''}`}
          data-kind={event.kind}
          style={{ borderLeft: `3px solid ${colors[event.kind]}`, padding: '6px 0 6px 12px' }}
        >
          <Flex wrap align="baseline">
            <strong className="num" style={{ marginRight: 12 }}>
              {event.day}
            </strong>
            <span>
              <Told event={event} forecast={forecast} />
            </span>
          </Flex>
        </li>
      ))}
    </ol>
  );
}

function Told({ event, forecast }: { event: ForecastEvent; forecast: Forecast }) {
  const { t } = useTranslation('forecast');
  if (!('purse' in event)) {
    const owing = event.kind === 'arrears_begin' && !isZero(forecast.before.arrears);
    return t(owing ? 'event_arrears_grow' : `event_${event.kind}`);
  }
  const { kind, purse, purse_number } = event.purse;
  return (
    <>
      <PurseLink source={kind} purse={purse} number={purse_number} underlined />{' '}
      {event.kind === 'expires'
        ? t('event_expires', { amount: formatMoney(event.amount, forecast.currency) })
        : t('event_runs_out')}
    </>
  );
}
