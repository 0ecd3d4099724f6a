// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { formatMoney, isZero } from '@/components/decimal';
import { useItemName } from '@/components/item-name';
import type { Purse } from './api';

/** What of a purse is told in words: in the list and in the drawer alike. */
export function usePurseTexts() {
  const { t } = useTranslation('purses');
  const itemName = useItemName();
  const all = (kind: Purse['kind']) => (kind === 'card' ? t('all_items') : t('all_voucher_items'));
  return {
    name: (purse: Purse) => `${t(`kind_${purse.kind}`)} #${purse.number}`,
    items: (purse: Purse) => purse.items?.map(itemName).join(t('comma')) ?? all(purse.kind),
    minSpend: ({ min_spend, currency }: Purse) => {
      if (min_spend === null) return '—';
      return isZero(min_spend)
        ? t('no_min_spend')
        : t('min_spend_of', { amount: formatMoney(min_spend, currency) });
    },
  };
}
