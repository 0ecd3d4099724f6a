// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Fields } from '@/components/data-cards';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import type { Filled as Purse } from './actions';
import { usePurseTexts } from './purse-texts';

/** The voucher or card that an action made. */
export function Filled({ purse, onOpen }: { purse: Purse; onOpen: () => void }) {
  const { t } = useTranslation('purses');
  const texts = usePurseTexts();
  return (
    <div style={{ textAlign: 'left' }}>
      <Fields
        fields={[
          [t('number'), texts.name(purse)],
          [t('face'), <Money key="face" amount={purse.face} currency={purse.currency} />],
          ...(purse.min_spend === null ? [] : [[t('min_spend'), texts.minSpend(purse)] as [string, string]]),
          [t('items'), texts.items(purse)],
          [
            t('validity'),
            purse.expires_at ? (
              <span key="validity">
                {t('until')} <DateTime at={purse.expires_at} />
              </span>
            ) : (
              t('never_expires')
            ),
          ],
        ]}
      />
      <Link
        to={purse.kind === 'card' ? '/cards' : '/vouchers'}
        search={{ purse: purse.purse } as never}
        onClick={onOpen}
      >
        {t('open_it')}
      </Link>
    </div>
  );
}
