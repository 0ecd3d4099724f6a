// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Alert, Drawer, Empty, Skeleton, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { Fields } from '@/components/data-cards';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import { ProblemAlert } from '@/components/problem-alert';
import { usePhone } from '@/components/use-phone';
import { type Door, type Purse, purseQuery } from './api';
import { BalanceBar } from './balance-bar';
import { PurseState } from './purse-state';
import { usePurseTexts } from './purse-texts';
import { UseRecord } from './use-record';
import { Validity } from './validity';

interface Props {
  door: Door;
  /** Which one is open, if any. */
  id: string | undefined;
  /** The same, where the list shows it. */
  listed: Purse | undefined;
  onClose: () => void;
}

/** A voucher or card, and all that it has paid. */
export function PurseDrawer({ door, id, listed, onClose }: Props) {
  const { t } = useTranslation('purses');
  const phone = usePhone();
  const texts = usePurseTexts();
  const query = useQuery({ ...purseQuery(door, id ?? ''), enabled: id !== undefined && !listed });
  const purse = listed ?? query.data;
  return (
    <Drawer
      open={id !== undefined}
      onClose={onClose}
      size={phone ? '100%' : 760}
      title={purse ? texts.name(purse) : t(door)}
      extra={purse && <PurseState state={purse.state} />}
    >
      {purse && <Content purse={purse} />}
      {!purse && query.error && <ProblemAlert error={query.error} onRetry={() => query.refetch()} />}
      {!purse && query.isLoading && <Skeleton active />}
      {purse === null && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('not_found')} />}
    </Drawer>
  );
}

function Content({ purse }: { purse: Purse }) {
  const { t } = useTranslation('purses');
  const { as_of } = useMe();
  const texts = usePurseTexts();
  const { currency, face, balance, available } = purse;
  return (
    <>
      {purse.state !== 'active' && (
        <Alert type="info" showIcon title={t(`explain_${purse.state}`)} style={{ marginBottom: 16 }} />
      )}
      <div style={{ marginBottom: 8 }}>
        {t('balance')}{' '}
        <Typography.Text strong style={{ fontSize: 20 }}>
          <Money amount={balance} currency={currency} />
        </Typography.Text>{' '}
        <Typography.Text type="secondary">
          / {t('face')} <Money amount={face} currency={currency} />
        </Typography.Text>
      </div>
      <BalanceBar face={face} before={balance} after={balance} />
      <div style={{ margin: '16px 0 24px' }}>
        <Fields
          fields={[
            [t('available'), <Money key="available" amount={available} currency={currency} />],
            ...(purse.min_spend === null
              ? []
              : [[t('min_spend'), texts.minSpend(purse)] as [string, string]]),
            [t('items'), texts.items(purse)],
            [t('validity'), <Validity key="validity" purse={purse} asOf={as_of} />],
            [t('origin'), t(`origin_${purse.origin}`)],
            ...(purse.replaces === null ? [] : [[t('replaces'), `#${purse.replaces}`] as [string, string]]),
            [t('created_at'), <DateTime key="created" at={purse.created_at} />],
          ]}
        />
      </div>
      <UseRecord purse={purse} />
    </>
  );
}
