// SPDX-License-Identifier: Apache-2.0
import { Col, Flex, Row, theme } from 'antd';
import type { ComponentProps, ReactNode } from 'react';
import { WaterfallChart } from './waterfall-chart';

interface Props {
  phone: boolean;
  title: ReactNode;
  amount: ReactNode;
  chart?: ComponentProps<typeof WaterfallChart>;
  children?: ReactNode;
}

/** One line of the waterfall: its name, its bar, its amount; below them what there is to say. */
export function StepRow({ phone, title, amount, chart, children }: Props) {
  const { token } = theme.useToken();
  const bar = chart && <WaterfallChart {...chart} />;
  return (
    <div style={{ padding: '12px 0', borderBottom: `1px solid ${token.colorBorderSecondary}` }}>
      {phone ? (
        <>
          <Flex justify="space-between" align="baseline" style={{ marginBottom: chart && 6 }}>
            {title}
            {amount}
          </Flex>
          {bar}
        </>
      ) : (
        <Row gutter={16} align="middle">
          <Col span={8}>{title}</Col>
          <Col span={12}>{bar}</Col>
          <Col span={4} style={{ textAlign: 'right' }}>
            {amount}
          </Col>
        </Row>
      )}
      {children && (
        <Row gutter={16}>
          <Col span={phone ? 24 : 16} offset={phone ? 0 : 8} style={{ paddingTop: 6 }}>
            {children}
          </Col>
        </Row>
      )}
    </div>
  );
}
