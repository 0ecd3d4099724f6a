// SPDX-License-Identifier: Apache-2.0
import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface Props {
  id: string;
  /** 'YYYY-MM-DDTHH:MM:SS' on the account's clock. */
  wall: string | undefined;
  last: string;
  onChange: (wall: string) => void;
}

/** A calendar with a clock; fetched on its own, and never on a phone. */
export function InstantPicker({ id, wall, last, onChange }: Props) {
  return (
    <DatePicker
      id={id}
      showTime
      allowClear={false}
      value={wall ? dayjs(wall) : null}
      maxDate={dayjs(last)}
      onChange={(chosen) => chosen && onChange(chosen.format('YYYY-MM-DDTHH:mm:ss'))}
      style={{ width: '100%' }}
    />
  );
}
