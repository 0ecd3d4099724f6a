// SPDX-License-Identifier: Apache-2.0
import { Input } from 'antd';
import { lazy, Suspense } from 'react';
import { useMe } from '@/api/me';
import { usePhone } from './use-phone';
import { instantOf, wallClock } from './wall-clock';

const InstantPicker = lazy(async () => ({ default: (await import('./instant-picker')).InstantPicker }));

interface Props {
  id: string;
  at: string | undefined;
  onChange: (at: string) => void;
}

/** An instant up to the business clock, chosen on the clock of the account's zone. */
export function InstantField({ id, at, onChange }: Props) {
  const { account, as_of } = useMe();
  const phone = usePhone();
  const zone = account.time_zone;
  const wall = at && wallClock(at, zone);
  const last = wallClock(as_of, zone);
  const change = (next: string) => {
    const instant = instantOf(next > last ? last : next, zone);
    if (instant) onChange(instant);
  };
  if (phone) {
    return (
      <Input
        id={id}
        type="datetime-local"
        step={1}
        max={last}
        value={wall ?? ''}
        onChange={(event) => change(event.target.value)}
      />
    );
  }
  return (
    <Suspense fallback={<Input id={id} disabled value={wall?.replace('T', ' ') ?? ''} />}>
      <InstantPicker id={id} wall={wall} last={last} onChange={change} />
    </Suspense>
  );
}
