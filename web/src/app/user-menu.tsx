// SPDX-License-Identifier: Apache-2.0
import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Dropdown, message, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { signOut } from '@/api/session';
import { usePhone } from '@/components/use-phone';

export function UserMenu() {
  const { t } = useTranslation('shell');
  const { member } = useMe();
  const [messages, holder] = message.useMessage();
  const phone = usePhone();
  const leave = useMutation({
    mutationFn: signOut,
    onError: () => messages.error(t('sign_out_failed')),
  });
  const who = (
    <div>
      <div>{member.login}</div>
      <Typography.Text type="secondary">{t(member.role)}</Typography.Text>
    </div>
  );
  return (
    <>
      {holder}
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'who', type: 'group', label: who },
            { type: 'divider' },
            {
              key: 'sign-out',
              icon: <LogoutOutlined aria-hidden />,
              label: t('sign_out'),
              onClick: () => leave.mutate(),
            },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />} aria-label={`${t('user_menu')}: ${member.name}`}>
          {!phone && member.name}
        </Button>
      </Dropdown>
    </>
  );
}
