// SPDX-License-Identifier: Apache-2.0
import { Col, Flex, Row, Typography } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { DateTime } from '@/components/date-time';
import { addDays } from '@/components/day';
import { Page } from '@/components/page';
import { ArrearsBanner, FrozenBanner } from './arrears-banner';
import { Balances } from './balances';
import { BalancesAt } from './balances-at';
import { Consumption } from './consumption';
import { Expiring } from './expiring';
import { LatestBills } from './latest-bills';
import { MonthToDate } from './month-to-date';
import { WorkspaceShare } from './workspace-share';

const BELOW = { marginBottom: 16 };

export function OverviewPage() {
  const { t } = useTranslation('overview');
  const { today, as_of } = useMe();
  const days = useMemo(() => ({ from: addDays(today, -29), until: today }), [today]);
  const asOf = (
    <Flex wrap align="center">
      <Typography.Text type="secondary" style={{ marginRight: 12 }}>
        {t('as_of')} <DateTime at={as_of} />
      </Typography.Text>
      <BalancesAt />
    </Flex>
  );
  return (
    <Page title={t('title')} extra={asOf}>
      <FrozenBanner />
      <ArrearsBanner />
      <Row gutter={16}>
        <Balances />
        <Col xs={24} sm={12} xl={6} style={BELOW}>
          <MonthToDate />
        </Col>
        <Col xs={24} xl={16} style={BELOW}>
          <Consumption days={days} />
        </Col>
        <Col xs={24} xl={8} style={BELOW}>
          <WorkspaceShare days={days} />
        </Col>
        <Col xs={24} lg={12} style={BELOW}>
          <LatestBills />
        </Col>
        <Col xs={24} lg={12} style={BELOW}>
          <Expiring />
        </Col>
      </Row>
    </Page>
  );
}
