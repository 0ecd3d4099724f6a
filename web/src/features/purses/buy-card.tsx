// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Form, InputNumber, Radio, Typography } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { balanceQuery } from '@/api/balance';
import { useMe } from '@/api/me';
import { Fields } from '@/components/data-cards';
import { compare, formatMoney, subtract } from '@/components/decimal';
import { Money } from '@/components/money';
import { MoneyAction } from '@/components/money-action';
import { buyCard } from './actions';
import { Filled } from './filled';
import type { DialogProps } from './purse-action';

const OFFERED = ['100.00', '500.00', '1000.00', '5000.00'];
const HUNDREDS = /^[1-9]\d*00(\.0+)?$/;

interface Body {
  amount: string;
}

/** Buys a stored-value card from cash. */
export function BuyCard({ open, onClose }: DialogProps) {
  const { t } = useTranslation('purses');
  const { account } = useMe();
  const say = (amount: string) => formatMoney(amount, account.currency);
  return (
    <MoneyAction
      action="buy-card"
      title={t('buy_card')}
      open={open}
      onClose={onClose}
      form={(proceed) => <AmountForm currency={account.currency} onSubmit={proceed} />}
      question={({ amount }) => <Question amount={amount} currency={account.currency} />}
      confirm={({ amount }) => t('card_confirm', { amount: say(amount) })}
      send={buyCard}
      done={t('card_bought')}
      result={(purse) => <Filled purse={purse} onOpen={onClose} />}
    />
  );
}

function AmountForm({ currency, onSubmit }: { currency: string; onSubmit: (body: Body) => void }) {
  const { t } = useTranslation('purses');
  const [form] = Form.useForm<Body>();
  const amount = Form.useWatch('amount', form);
  return (
    <Form<Body>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ amount: '500.00' }}
      onFinish={({ amount: chosen }) => onSubmit({ amount: `${chosen.split('.')[0]}.00` })}
    >
      <Form.Item
        name="amount"
        label={t('card_amount')}
        extra={t('card_amount_hint')}
        rules={[{ required: true, pattern: HUNDREDS, message: t('card_amount_wrong') }]}
      >
        <InputNumber<string>
          stringMode
          min="0"
          max="999999900"
          step="100"
          precision={2}
          prefix={currency}
          style={{ width: '100%' }}
        />
      </Form.Item>
      <Radio.Group
        aria-label={t('card_amount')}
        optionType="button"
        value={OFFERED.find((offered) => amount && compare(amount, offered) === 0)}
        onChange={({ target }) => form.setFieldsValue({ amount: target.value as string })}
        options={OFFERED.map((value) => ({ value, label: formatMoney(value, currency) }))}
        style={{ marginBottom: 16 }}
      />
      <div>
        <Button type="primary" htmlType="submit" block>
          {t('continue')}
        </Button>
      </div>
    </Form>
  );
}

function Question({ amount, currency }: { amount: string; currency: string }) {
  const { t } = useTranslation('purses');
  const { data: balance } = useQuery(balanceQuery);
  const say = (value: string) => formatMoney(value, currency);
  const owed = balance && compare(balance.arrears, '0') > 0;
  const short = balance && compare(balance.cash, amount) < 0;
  return (
    <>
      <Typography.Paragraph strong>{t('card_question', { amount: say(amount) })}</Typography.Paragraph>
      {balance && (
        <Fields
          fields={[
            [t('cash_now'), <Money key="now" amount={balance.cash} currency={currency} />],
            ...(short
              ? []
              : [
                  [
                    t('cash_then'),
                    <Money key="then" amount={subtract(balance.cash, amount)} currency={currency} />,
                  ] as [string, ReactNode],
                ]),
          ]}
        />
      )}
      <Typography.Paragraph type="secondary" style={{ marginTop: 8 }}>
        {t('card_terms')}
      </Typography.Paragraph>
      {owed && (
        <Alert
          type="warning"
          showIcon
          title={t('arrears_first', { amount: say(balance.arrears) })}
          style={LOW}
        />
      )}
      {short && !owed && (
        <Alert
          type="warning"
          showIcon
          title={t('cash_short', { amount: say(subtract(amount, balance.cash)) })}
          style={LOW}
        />
      )}
    </>
  );
}

const LOW = { marginBottom: 16 };
