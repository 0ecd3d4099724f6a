// SPDX-License-Identifier: Apache-2.0
import { Card, Col, Row, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney, isZero, sum } from '@/components/decimal';
import type { Forecast } from './api';

interface Props {
  forecast: Forecast;
  basis: NonNullable<Forecast['basis']>;
}

/** What a day costs, when cash ends, when arrears begin, what is lost. */
export function ForecastSummary({ forecast, basis }: Props) {
  const { t } = useTranslation('forecast');
  const { currency, before, after, until, purses, daily } = forecast;
  const say = (amount: string) => formatMoney(amount, currency);
  const lost = purses.filter((purse) => purse.expires_unused !== null);
  const unused = sum(lost.map((purse) => purse.expires_unused ?? '0.00'));
  const owing = !isZero(before.arrears);
  const noCash = isZero(before.cash);
  const { from, until: last, bills, days } = basis;
  return (
    <Row gutter={16}>
      <Fact title={t('average')} value={say(sum(daily.map((row) => row.total)))}>
        {t('basis', { count: days, bills, from, until: last })}
      </Fact>
      <Fact title={t('cash_ends')} value={noCash ? '–' : (forecast.cash_ends ?? t('cash_lasts'))}>
        {noCash ? t('cash_none') : t('cash_left', { amount: say(after.cash), day: until })}
      </Fact>
      <Fact
        title={t('arrears_begin')}
        value={owing ? t('arrears_now') : (forecast.arrears_begin ?? t('arrears_none'))}
        bad={owing || forecast.arrears_begin !== null}
      >
        {isZero(after.arrears)
          ? t('no_arrears', { day: until })
          : t('arrears_at_end', { amount: say(after.arrears), day: until })}
      </Fact>
      <Fact title={t('unused')} value={isZero(unused) ? t('unused_none') : say(unused)} bad={!isZero(unused)}>
        {!isZero(unused) && t('unused_of', { count: lost.length })}
      </Fact>
    </Row>
  );
}

interface FactProps {
  title: string;
  value: string;
  /** Something to do about. */
  bad?: boolean;
  children: ReactNode;
}

function Fact({ title, value, bad = false, children }: FactProps) {
  return (
    <Col xs={24} sm={12} xl={6} style={{ marginBottom: 16 }}>
      <Card style={{ height: '100%' }} styles={{ body: { padding: 20 } }}>
        <Typography.Title level={2} style={{ margin: 0, fontSize: 14, fontWeight: 400 }}>
          {title}
        </Typography.Title>
        <div style={{ fontSize: 20, fontWeight: 600, lineHeight: '36px' }}>
          {bad ? (
            <Typography.Text type="warning" className="num" style={{ fontSize: 'inherit' }}>
              {value}
            </Typography.Text>
          ) : (
            <span className="num">{value}</span>
          )}
        </div>
        <Typography.Text type="secondary">{children}</Typography.Text>
      </Card>
    </Col>
  );
}
