// SPDX-License-Identifier: Apache-2.0
import { Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Money } from '@/components/money';
import type { Bill, BillDetail } from './queries';

export function StateTag({ state }: { state: Bill['state'] }) {
  const { t } = useTranslation('bills');
  return <Tag color={state === 'settled' ? 'success' : 'warning'}>{t(`state_${state}`)}</Tag>;
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
        {bill.settlement && <Tag>{t(`settlement_${bill.settlement}`)}</Tag>}
        <StateTag state={bill.state} />
        {bill.kind === 'adjustment' && <Tag>{t('adjustment', { run: bill.run })}</Tag>}
      </div>
    </Flex>
  );
}
