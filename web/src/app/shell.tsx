// SPDX-License-Identifier: Apache-2.0
import { MenuOutlined } from '@ant-design/icons';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Button, Drawer, Flex, Layout, Menu, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '@/api/me';
import { LanguageSelect } from '@/components/language-select';
import { usePhone } from '@/components/use-phone';
import { AppearanceSwitch } from './appearance-switch';
import { mayOpen, NAV } from './nav';
import { UserMenu } from './user-menu';

const SIDER = 220;

function Product() {
  const { t } = useTranslation('common');
  return (
    <Flex align="center" style={{ height: 56, padding: '0 20px' }}>
      <img src="/icon.svg" width={24} height={24} alt="" style={{ marginRight: 10 }} />
      <Typography.Text strong style={{ fontSize: 16 }}>
        {t('product')}
      </Typography.Text>
    </Flex>
  );
}

/** A long name takes two lines. */
const ITEM = {
  height: 'auto',
  padding: '9px 8px 9px 16px',
  lineHeight: '22px',
  whiteSpace: 'normal',
} as const;

function MainMenu({ onChoose }: { onChoose?: () => void }) {
  const { t } = useTranslation('shell');
  const { member } = useMe();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav aria-label={t('menu')}>
      <Menu
        mode="inline"
        inlineIndent={16}
        selectedKeys={[path]}
        onClick={onChoose}
        style={{ borderInlineEnd: 0, background: 'transparent' }}
        items={NAV.filter((row) => mayOpen(row, member.role)).map((row) => ({
          key: row.path,
          icon: <row.icon aria-hidden />,
          label: <Link to={row.path}>{t(row.label)}</Link>,
          style: ITEM,
        }))}
      />
    </nav>
  );
}

/** What stands around every page of a member. */
export function Shell() {
  const { t } = useTranslation('shell');
  const { account } = useMe();
  const phone = usePhone();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      {phone ? (
        <Drawer open={open} onClose={close} placement="left" size={260} title={<Product />} styles={DRAWER}>
          <MainMenu onChoose={close} />
        </Drawer>
      ) : (
        <Layout.Sider
          width={SIDER}
          style={{ position: 'sticky', top: 0, height: '100vh', overflowY: 'auto' }}
        >
          <Product />
          <MainMenu />
        </Layout.Sider>
      )}
      <Layout>
        <Layout.Header style={{ height: 56, lineHeight: 'normal', padding: phone ? '0 8px' : '0 24px' }}>
          <Flex align="center" justify="space-between" style={{ height: '100%' }}>
            <Flex align="center" style={{ minWidth: 0 }}>
              {phone && (
                <Button
                  type="text"
                  icon={<MenuOutlined />}
                  aria-label={t('open_menu')}
                  onClick={() => setOpen(true)}
                />
              )}
              <Typography.Text strong ellipsis>
                {account.name}
              </Typography.Text>
            </Flex>
            <Flex align="center" style={{ flex: 'none' }}>
              <LanguageSelect />
              <AppearanceSwitch />
              <UserMenu />
            </Flex>
          </Flex>
        </Layout.Header>
        <Layout.Content
          id="content"
          role="main"
          tabIndex={-1}
          style={{ padding: phone ? 12 : 24, outline: 'none', minWidth: 0 }}
        >
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  );
}

const DRAWER = { body: { padding: 0 } };
