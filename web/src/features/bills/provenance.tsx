// SPDX-License-Identifier: Apache-2.0
import { Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyableHash } from '@/components/copyable-hash';
import { Fields } from '@/components/data-cards';
import { DateTime } from '@/components/date-time';
import type { BillDetail } from './queries';

/** Out of what the bill was made, and when. */
export function Provenance({ bill }: { bill: BillDetail }) {
  const { t } = useTranslation('bills');
  const fields: [string, ReactNode][] = [
    [t('bill_number'), <Typography.Text key="id">{bill.bill}</Typography.Text>],
    [t('price_list'), t('version_of', { name: bill.price_list, version: bill.price_version })],
    [t('rule'), t('version', { version: bill.rule_version })],
    [t('day_ends_at'), <DateTime key="ends" at={bill.day_ends_at} seconds />],
    [t('rated_at'), <DateTime key="rated" at={bill.rated_at} seconds />],
    [t('settled_at'), bill.settled_at ? <DateTime key="settled" at={bill.settled_at} seconds /> : '–'],
    [t('input_hash'), <CopyableHash key="hash" hash={bill.input_hash} />],
  ];
  return (
    <div style={{ maxWidth: 560 }}>
      <Fields fields={fields} />
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {t('input_hash_hint')}
      </Typography.Text>
    </div>
  );
}
