// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';
import { useSourceName } from './source-name';

interface Props {
  source: Schemas['EntrySource'];
  purse: string | null;
  number: number | null;
  /** Inside a sentence it is to be told from the words around it. */
  underlined?: boolean;
}

/** The name of a source; a voucher's or card's opens it among the others. */
export function PurseLink({ source, purse, number, underlined = false }: Props) {
  const name = useSourceName();
  if (!purse) return name(source);
  return (
    <Link
      to={source === 'card' ? '/cards' : '/vouchers'}
      search={{ purse } as never}
      style={underlined ? UNDERLINED : undefined}
    >
      {name(source, number)}
    </Link>
  );
}

const UNDERLINED = { textDecoration: 'underline' };
