// SPDX-License-Identifier: Apache-2.0
import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import type { ReactNode } from 'react';

/** An explanation that opens on a press, for pointer, touch and keyboard alike. */
export function HelpButton({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover trigger="click" placement="bottomLeft" content={<div style={{ maxWidth: 360 }}>{children}</div>}>
      <Button type="text" icon={<QuestionCircleOutlined />}>
        {label}
      </Button>
    </Popover>
  );
}
