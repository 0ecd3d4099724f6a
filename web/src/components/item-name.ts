// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';

/** Names the items of the price list; one that the console has no name for keeps its code. */
export function useItemName() {
  const { t, i18n } = useTranslation('items');
  return (code: string) => (i18n.exists(`items:${code}`) ? t(code as 'logs') : code);
}
