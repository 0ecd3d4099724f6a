// SPDX-License-Identifier: Apache-2.0
import { SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface Choice {
  key: string;
  title: string;
  spare?: boolean;
}

const store = (id: string) => `bc.columns.${id}`;

/** Which columns show: as chosen before in this browser, else all that are not spare. */
export function useShownColumns(id: string, columns: Choice[]) {
  const [shown, setShown] = useState(() => {
    const kept = localStorage.getItem(store(id))?.split(',') ?? [];
    const known = columns.map((column) => column.key).filter((key) => kept.includes(key));
    return known.length > 0 ? known : columns.filter((column) => !column.spare).map((column) => column.key);
  });
  const choose = (keys: string[]) => {
    localStorage.setItem(store(id), keys.join(','));
    setShown(keys);
  };
  return { shown, choose };
}

export function ColumnChooser(props: {
  columns: Choice[];
  shown: string[];
  onChoose: (keys: string[]) => void;
}) {
  const { t } = useTranslation('common');
  const [first, ...others] = props.columns;
  const boxes = (
    <Checkbox.Group
      style={{ flexDirection: 'column' }}
      value={props.shown}
      onChange={(keys) =>
        props.onChoose(first ? [first.key, ...keys.filter((key) => key !== first.key)] : keys)
      }
      options={others.map((column) => ({ value: column.key, label: column.title }))}
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={boxes}>
      <Button icon={<SettingOutlined aria-hidden />}>{t('columns')}</Button>
    </Popover>
  );
}
