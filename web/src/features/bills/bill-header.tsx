// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { Flex, Tag, Typography } from 'antd';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { compare } from '@/components/decimal';
import { Money } from '@/components/money';
import type { Bill, BillDetail } from './queries';

/** Settled is as good as paid only where no arrears of it are left. */
export function StateTag({ bill: { state, paid } }: { bill: Pick<Bill, 'state' | 'paid'> }) {
  const { t } = useTranslation('bills');
  if (state !== 'settled') return <Tag color="warning">{t(`state_${state}`)}</Tag>;
  const owed = compare(paid.arrears, '0') > 0;
  return (
    <>
      <Tag color={owed ? 'default' : 'success'} style={owed ? { marginRight: 8 } : undefined}>
        {t('state_settled')}
      </Tag>
      {owed && <Tag color="warning">{t('in_arrears')}</Tag>}
    </>
  );
}

interface AdjustmentProps {
  run: number;
  corrects: string;
  style?: CSSProperties;
}

/** Which correction it is; leads to the bill that it corrects. */
export function Adjustment({ run, corrects, style }: AdjustmentProps) {
  const { t } = useTranslation('bills');
  return (
    <Link
      to="."
      search={((kept: object) => ({ ...kept, bill: corrects })) as never}
      resetScroll={false}
      preload={false}
      aria-label={t('adjustment_of', { run })}
      style={style}
    >
      <Tag color="processing">{t('adjustment', { run })}</Tag>
    </Link>
  );
}

/** What the bill is of, and what it comes to. */
export function BillHeader({ bill }: { bill: BillDetail }) {
  const { t } = useTranslation('bills');
  return (
    <Flex wrap justify="space-between" align="flex-end" style={{ marginBottom: 24 }}>
      <div style={{ marginRight: 24 }}>
        <Typography.Text type="secondary">{t('total')}</Typography.Text>
        <div style={{ fontSize: 30, lineHeight: 1.3, fontWeight: 600 }} data-testid="bill-total">
          <Money amount={bill.total} currency={bill.currency} />
        </div>
      </div>
      <div>
        <Typography.Text type="secondary" style={{ marginRight: 8 }}>
          {t('site_of', { site: bill.site })}
        </Typography.Text>
        {bill.settlement && <Tag style={{ marginRight: 8 }}>{t(`settlement_${bill.settlement}`)}</Tag>}
        <StateTag bill={bill} />
        {bill.corrects && <Adjustment run={bill.run} corrects={bill.corrects} />}
      </div>
    </Flex>
  );
}
