// SPDX-License-Identifier: Apache-2.0
import { Card } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  extra?: ReactNode;
  children: ReactNode;
}

/** A part of the forecast under its heading. */
export function Part({ title, extra, children }: Props) {
  return (
    <Card
      title={<h2 style={{ margin: 0, fontSize: 16 }}>{title}</h2>}
      extra={extra}
      styles={{ title: { whiteSpace: 'normal' } }}
      style={{ marginBottom: 16 }}
    >
      {children}
    </Card>
  );
}
