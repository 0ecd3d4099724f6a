// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';

type Source = Schemas['EntrySource'];

/** What paid or was changed: 'Cash', or a voucher or card with its number in the account. */
export function useSourceName() {
  const { t } = useTranslation('entries');
  return (source: Source, number: number | null = null) => {
    const name = t(`source_${source}`);
    return number === null ? name : t('purse_of', { source: name, number });
  };
}
