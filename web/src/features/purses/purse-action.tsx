// SPDX-License-Identifier: Apache-2.0
import { CreditCardOutlined, GiftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Door } from './api';

/** Fetched by who opens them: most come to look. */
const DIALOGS = {
  cards: lazy(async () => ({ default: (await import('./buy-card')).BuyCard })),
  vouchers: lazy(async () => ({ default: (await import('./activate-voucher')).ActivateVoucher })),
};
const ICONS = { cards: CreditCardOutlined, vouchers: GiftOutlined };
const LABELS = { cards: 'buy_card', vouchers: 'activate' } as const;

export interface DialogProps {
  open: boolean;
  onClose: () => void;
}

/** How a voucher or card is come by. */
export function PurseAction({ door }: { door: Door }) {
  const { t } = useTranslation('purses');
  const [state, setState] = useState<'never' | 'open' | 'closed'>('never');
  const [Dialog, Icon] = [DIALOGS[door], ICONS[door]];
  return (
    <>
      <Button type="primary" icon={<Icon aria-hidden />} onClick={() => setState('open')}>
        {t(LABELS[door])}
      </Button>
      {state !== 'never' && (
        <Suspense>
          <Dialog open={state === 'open'} onClose={() => setState('closed')} />
        </Suspense>
      )}
    </>
  );
}
