// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Form, Input, Typography, theme } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionState, signIn } from '@/api/session';
import { LanguageSelect } from '@/components/language-select';
import { ProblemAlert } from '@/components/problem-alert';

interface Fields {
  login: string;
  password: string;
}

export function SignInPage() {
  const { t } = useTranslation(['sign-in', 'common']);
  const { token } = theme.useToken();
  const router = useRouter();
  const search: { return_to?: string } = useSearch({ strict: false });
  const enter = useMutation({
    mutationFn: ({ login, password }: Fields) => signIn(login.trim(), password),
    onSuccess: () => router.history.replace(search.return_to ?? '/'),
  });
  useEffect(() => {
    document.title = `${t('title')} · ${t('common:product')}`;
  }, [t]);
  return (
    <Flex
      vertical
      align="center"
      justify="center"
      component="main"
      style={{ minHeight: '100vh', boxSizing: 'border-box', padding: 16, background: token.colorBgLayout }}
    >
      <Card style={{ width: '100%', maxWidth: 400 }}>
        <Flex align="center" style={{ marginBottom: 4 }}>
          <img src="/icon.svg" width={32} height={32} alt="" style={{ marginRight: 12 }} />
          <Typography.Title level={1} style={{ margin: 0, fontSize: 22 }}>
            {t('common:product')}
          </Typography.Title>
        </Flex>
        <Typography.Paragraph type="secondary">{t('claim')}</Typography.Paragraph>
        {enter.error && <ProblemAlert error={enter.error} />}
        {!enter.error && sessionState() === 'expired' && (
          <Alert type="info" showIcon title={t('expired')} style={{ marginBottom: 16 }} />
        )}
        <Form<Fields> layout="vertical" requiredMark={false} onFinish={(fields) => enter.mutate(fields)}>
          <Form.Item
            name="login"
            label={t('login')}
            rules={[{ required: true, message: t('login_missing') }]}
          >
            <Input size="large" autoComplete="username" inputMode="email" maxLength={254} autoFocus />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('password')}
            rules={[{ required: true, message: t('password_missing') }]}
          >
            <Input.Password size="large" autoComplete="current-password" maxLength={256} />
          </Form.Item>
          <Button type="primary" htmlType="submit" size="large" block loading={enter.isPending}>
            {t('submit')}
          </Button>
        </Form>
      </Card>
      <div style={{ marginTop: 16 }}>
        <LanguageSelect named />
      </div>
    </Flex>
  );
}
