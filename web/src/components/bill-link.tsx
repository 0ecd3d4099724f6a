// SPDX-License-Identifier: Apache-2.0
import { Link } from '@tanstack/react-router';
import type { Schemas } from '@/api/client';

type BillOf = NonNullable<Schemas['Transaction']['bill']>;

const LINK = { whiteSpace: 'nowrap' } as const;
/** Codes may have 64 characters. */
const NAME = {
  display: 'inline-block',
  maxWidth: 160,
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  verticalAlign: 'bottom',
} as const;

/** Opens the bill among those of its workspace and day. */
export function BillLink({ bill }: { bill: BillOf }) {
  const { site, workspace, day } = bill;
  return (
    <Link
      to="/bills"
      search={{ bill: bill.bill, site, workspace, from: day, until: day } as never}
      style={LINK}
    >
      <span title={workspace} style={NAME}>
        {workspace}
      </span>
      <span className="num"> · {day}</span>
    </Link>
  );
}
