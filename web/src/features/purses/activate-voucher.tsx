// SPDX-License-Identifier: Apache-2.0
import { Button, Form, Input, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { MoneyAction } from '@/components/money-action';
import { activateVoucher } from './actions';
import { Filled } from './filled';
import type { DialogProps } from './purse-action';

interface Body {
  code: string;
}

/** Makes a voucher of a code. */
export function ActivateVoucher({ open, onClose }: DialogProps) {
  const { t } = useTranslation('purses');
  const { account } = useMe();
  return (
    <MoneyAction
      action="activate"
      title={t('activate')}
      open={open}
      onClose={onClose}
      form={(proceed) => <CodeForm onSubmit={proceed} />}
      question={({ code }) => (
        <>
          <Typography.Paragraph strong>{t('code_question', { account: account.name })}</Typography.Paragraph>
          <Typography.Paragraph>
            <Typography.Text code>{code}</Typography.Text>
          </Typography.Paragraph>
          <Typography.Paragraph type="secondary">{t('code_terms')}</Typography.Paragraph>
        </>
      )}
      confirm={() => t('code_confirm')}
      send={activateVoucher}
      done={t('code_activated')}
      result={(purse) => <Filled purse={purse} onOpen={onClose} />}
    />
  );
}

function CodeForm({ onSubmit }: { onSubmit: (body: Body) => void }) {
  const { t } = useTranslation('purses');
  return (
    <Form<Body>
      layout="vertical"
      requiredMark={false}
      onFinish={({ code }) => onSubmit({ code: code.trim() })}
    >
      <Form.Item
        name="code"
        label={t('code')}
        extra={t('code_hint')}
        rules={[{ required: true, whitespace: true, message: t('code_missing') }]}
      >
        <Input autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={64} autoFocus />
      </Form.Item>
      <Button type="primary" htmlType="submit" block>
        {t('continue')}
      </Button>
    </Form>
  );
}
