// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { useSourceName } from './source-name';

interface Props {
  source: Schemas['EntrySource'];
  purse: string | null;
  number: number | null;
}

/** The name of a source; a voucher's or card's opens it among the others. */
export function PurseLink({ source, purse, number }: Props) {
  const name = useSourceName();
  if (!purse) return name(source);
  return (
    <Link to={source === 'card' ? '/cards' : '/vouchers'} search={{ purse } as never}>
      {name(source, number)}
    </Link>
  );
}
