// SPDX-License-Identifier: Apache-2.0
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { workspaceChoicesQuery } from '@/api/workspaces';
import { useItemName } from '@/components/item-name';
import type { BillAsked } from './api';

const SETTLEMENTS = ['account', 'aws', 'alibaba'] as const;
const MOST_LINES = 20;

interface Fields {
  /** Site and code, as two sites may have workspaces of the same code. */
  workspace?: string;
  settlement: BillAsked['settlement'];
  lines: { item: string; amount: string }[];
}

interface Props {
  currency: string;
  loading: boolean;
  onSubmit: (bill: BillAsked) => void;
}

/** A bill to try: whose it is, how it is settled, and amounts by item. */
export function BillForm({ currency, loading, onSubmit }: Props) {
  const { t } = useTranslation('forecast');
  const [form] = Form.useForm<Fields>();
  const { data: workspaces = [] } = useQuery(workspaceChoicesQuery);
  const keyOf = (row: (typeof workspaces)[number]) => JSON.stringify([row.site, row.workspace]);
  const byKey = (key: string | undefined) => workspaces.find((row) => keyOf(row) === key);
  const submit = ({ workspace, settlement, lines }: Fields) => {
    const name = byKey(workspace)?.workspace;
    onSubmit({ ...(name && { workspace: name }), settlement, lines });
  };
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ settlement: 'account', lines: [{ item: 'logs', amount: '100.00' }] }}
      onFinish={submit}
      style={{ maxWidth: 640 }}
    >
      <Flex wrap>
        <Form.Item name="workspace" label={t('workspace')} style={HALF}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={t('any_workspace')}
            options={workspaces.map((row) => ({
              value: keyOf(row),
              label: `${row.name === row.workspace ? row.name : `${row.name} (${row.workspace})`} · ${row.site_name}`,
            }))}
            onChange={(key) => {
              const settlement = byKey(key)?.settlement;
              if (settlement) form.setFieldsValue({ settlement });
            }}
          />
        </Form.Item>
        <Form.Item name="settlement" label={t('settlement')} style={HALF}>
          <Select options={SETTLEMENTS.map((value) => ({ value, label: t(`settlement_${value}`) }))} />
        </Form.Item>
      </Flex>
      <Lines currency={currency} />
      <Button type="primary" htmlType="submit" disabled={loading}>
        {t('submit')}
      </Button>
    </Form>
  );
}

const LEGEND = { margin: 0, padding: '0 0 8px', border: 0, fontSize: 'inherit' };
const HALF = { flex: '1 1 240px', marginRight: 16 } as const;

function Lines({ currency }: { currency: string }) {
  const { t, i18n } = useTranslation('forecast');
  const itemName = useItemName();
  const items = Object.keys(i18n.getResourceBundle(i18n.language, 'items') as object);
  return (
    <Form.List name="lines">
      {(fields, { add, remove }) => (
        <fieldset style={{ border: 0, margin: '0 0 16px', padding: 0, minWidth: 0 }}>
          <legend style={LEGEND}>{t('lines')}</legend>
          {fields.map(({ key, name }) => (
            <Flex key={key} wrap align="flex-start">
              <Form.Item name={[name, 'item']} style={{ ...HALF, marginBottom: 8, minWidth: 0 }}>
                <Select
                  aria-label={t('line_item', { number: name + 1 })}
                  showSearch={{ optionFilterProp: 'label' }}
                  options={items.map((value) => ({ value, label: itemName(value) }))}
                />
              </Form.Item>
              <Flex align="flex-start" style={{ flex: '1 1 200px' }}>
                <Form.Item
                  name={[name, 'amount']}
                  rules={[{ required: true, message: t('amount_missing') }]}
                  style={{ flex: 1, marginBottom: 8 }}
                >
                  <InputNumber<string>
                    stringMode
                    aria-label={t('line_amount', { number: name + 1 })}
                    min="0"
                    max="999999999"
                    precision={2}
                    prefix={currency}
                    style={{ width: '100%' }}
                  />
                </Form.Item>
                <Button
                  type="text"
                  icon={<DeleteOutlined />}
                  aria-label={t('remove_line', { number: name + 1 })}
                  disabled={fields.length === 1}
                  onClick={() => remove(name)}
                  style={{ marginLeft: 4 }}
                />
              </Flex>
            </Flex>
          ))}
          {fields.length < MOST_LINES && (
            <Button
              type="dashed"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => add({ item: items.find((item) => item !== 'logs') ?? 'logs' })}
            >
              {t('add_line')}
            </Button>
          )}
        </fieldset>
      )}
    </Form.List>
  );
}
