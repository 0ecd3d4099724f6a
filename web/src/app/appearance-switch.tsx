// SPDX-License-Identifier: Apache-2.0
import { DesktopOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { APPEARANCES, choose, useAppearance } from './appearance';

const ICONS = {
  system: <DesktopOutlined aria-hidden />,
  light: <SunOutlined aria-hidden />,
  dark: <MoonOutlined aria-hidden />,
};

export function AppearanceSwitch() {
  const { t } = useTranslation('shell');
  const appearance = useAppearance();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [appearance],
        items: APPEARANCES.map((key) => ({
          key,
          label: t(key),
          icon: ICONS[key],
          onClick: () => choose(key),
        })),
      }}
    >
      <Button type="text" icon={ICONS[appearance]} aria-label={t('theme')} />
    </Dropdown>
  );
}
