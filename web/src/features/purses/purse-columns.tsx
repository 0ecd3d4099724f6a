// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Column } from '@/components/data-table';
import { DateTime } from '@/components/date-time';
import { Money } from '@/components/money';
import type { Door, Purse, Totals } from './api';
import { PurseState } from './purse-state';
import { usePurseTexts } from './purse-texts';
import { Validity } from './validity';

export function usePurseColumns(door: Door, currency: string, asOf: string): Column<Purse, Totals>[] {
  const { t } = useTranslation('purses');
  const texts = usePurseTexts();
  const amount = (name: 'face' | 'balance' | 'available'): Column<Purse, Totals> => ({
    key: name,
    title: t(name),
    number: true,
    render: (purse) => <Money amount={purse[name]} currency={currency} />,
    total: (totals) => <Money amount={totals[name]} currency={currency} />,
  });
  const columns: Column<Purse, Totals>[] = [
    { key: 'number', title: t('number'), render: (purse) => <PurseLink purse={purse} /> },
    { key: 'state', title: t('state'), render: (purse) => <PurseState state={purse.state} /> },
    amount('face'),
    amount('balance'),
    amount('available'),
    { key: 'min_spend', title: t('min_spend'), render: texts.minSpend },
    { key: 'items', title: t('items'), minWidth: 220, render: texts.items },
    { key: 'validity', title: t('validity'), render: (purse) => <Validity purse={purse} asOf={asOf} /> },
    { key: 'origin', title: t('origin'), minWidth: 130, render: (purse) => t(`origin_${purse.origin}`) },
    {
      key: 'created',
      title: t('created_at'),
      spare: true,
      render: (purse) => <DateTime at={purse.created_at} />,
    },
  ];
  return door === 'cards' ? columns.filter((column) => column.key !== 'min_spend') : columns;
}

/** Opens the drawer; what the list is filtered by stays. */
function PurseLink({ purse }: { purse: Purse }) {
  const texts = usePurseTexts();
  return (
    <Link
      to="."
      search={((search: object) => ({ ...search, purse: purse.purse })) as never}
      resetScroll={false}
      aria-haspopup="dialog"
      style={{ whiteSpace: 'nowrap' }}
    >
      {texts.name(purse)}
    </Link>
  );
}
