// SPDX-License-Identifier: Apache-2.0
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { type ReactNode, useState } from 'react';

/** An explanation that opens on a press and closes on Escape, for pointer, touch and keyboard alike. */
export function HelpButton({ label, children }: { label: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      open={open}
      onOpenChange={setOpen}
      content={<div style={{ maxWidth: 360 }}>{children}</div>}
    >
      <Button
        type="text"
        icon={<QuestionCircleOutlined />}
        aria-expanded={open}
        onKeyDown={({ key }) => key === 'Escape' && setOpen(false)}
      >
        {label}
      </Button>
    </Popover>
  );
}
