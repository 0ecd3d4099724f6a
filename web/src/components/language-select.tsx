// SPDX-License-Identifier: Apache-2.0
import { TranslationOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { speak } from '@/i18n/i18n';
import { keepLanguage, LANGUAGES, type LanguageCode } from '@/i18n/language';

/** Changes the language at once, and keeps the choice in this browser. */
export function LanguageSelect({ named }: { named?: boolean }) {
  const { t, i18n } = useTranslation('common');
  const change = (code: LanguageCode) => {
    keepLanguage(code);
    void speak(code);
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [i18n.language],
        items: Object.entries(LANGUAGES).map(([key, label]) => ({
          key,
          label: <span lang={key}>{label}</span>,
        })),
        onClick: ({ key }) => change(key as LanguageCode),
      }}
    >
      <Button
        type="text"
        icon={<TranslationOutlined aria-hidden />}
        aria-label={named ? undefined : t('language')}
      >
        {named && LANGUAGES[i18n.language as LanguageCode]}
      </Button>
    </Dropdown>
  );
}
