// SPDX-License-Identifier: Apache-2.0
import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { PAGE_SIZES } from './search-params';

interface Props {
  label: string;
  pages: {
    page: number;
    size: string;
    next: (() => void) | undefined;
    previous: (() => void) | undefined;
    resize: (size: string) => void;
  };
}

/** The API pages by cursor: there is a next and a previous page, but no tenth. */
export function Pager({ label, pages }: Props) {
  const { t } = useTranslation('common');
  return (
    <nav aria-label={label}>
      <Flex justify="flex-end" align="center" style={{ marginTop: 16 }}>
        <Button
          icon={<LeftOutlined />}
          aria-label={t('previous_page')}
          disabled={!pages.previous}
          onClick={pages.previous}
        />
        <span style={{ margin: '0 12px' }} aria-live="polite">
          {t('page_number', { page: pages.page })}
        </span>
        <Button
          icon={<RightOutlined />}
          aria-label={t('next_page')}
          disabled={!pages.next}
          onClick={pages.next}
        />
        <Select
          aria-label={t('page_size')}
          value={pages.size}
          onChange={pages.resize}
          options={PAGE_SIZES.map((size) => ({ value: size, label: t('rows_a_page', { size }) }))}
          style={{ marginLeft: 12, minWidth: 112 }}
        />
      </Flex>
    </nav>
  );
}
