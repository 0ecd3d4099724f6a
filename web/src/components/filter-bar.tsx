// SPDX-License-Identifier: Apache-2.0
import { Button, Col, Form, Input, Row, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayRange } from './day-range';
import { usePhone } from './use-phone';

type Values = Partial<Record<string, string>>;

export type Filter =
  | { kind: 'days' }
  | { kind: 'text'; name: string; label: string }
  | {
      kind: 'select';
      name: string;
      label: string;
      options: { value: string; label: string }[];
      /** Where a choice is more than the value of `name`: which one is made, and what it changes. */
      value?: string | undefined;
      chosen?: (value: string | undefined) => Values;
    };

const VISIBLE = 3;

/**
 * The filters of a list, whose values stand in the address; from the fourth on they are folded away, and
 * all of them on a phone, so that the list comes first.
 */
export function FilterBar(props: { filters: Filter[]; values: Values; onChange: (patch: Values) => void }) {
  const { filters, values, onChange } = props;
  const { t } = useTranslation('common');
  const phone = usePhone();
  const isSet = (filter: Filter) =>
    filter.kind === 'days' ? values.from || values.until : values[filter.name];
  const [open, setOpen] = useState(!phone && filters.slice(VISIBLE).some(isSet));
  const visible = phone ? 0 : VISIBLE;
  const set = filters.filter(isSet).length;
  const summary = set > 0 ? t('filters_set', { number: set }) : t('filters');
  const names = filters.flatMap((filter) => (filter.kind === 'days' ? ['from', 'until'] : [filter.name]));
  const cleared = Object.fromEntries(names.map((name) => [name, undefined]));
  return (
    <search>
      <Form layout="vertical" component="div">
        <Row gutter={12} align="bottom">
          {filters.slice(0, open ? undefined : visible).map((filter) => (
            <Col
              key={filter.kind === 'days' ? 'days' : filter.name}
              xs={24}
              sm={12}
              lg={filter.kind === 'days' ? 8 : 5}
              style={{ marginBottom: 12 }}
            >
              <Control filter={filter} values={values} onChange={onChange} />
            </Col>
          ))}
          <Col className="row" style={{ marginBottom: 4 }}>
            {filters.length > visible && (
              <Button onClick={() => setOpen(!open)} aria-expanded={open}>
                {phone ? summary : open ? t('fewer_filters') : t('more_filters')}
              </Button>
            )}
            <Button disabled={set === 0} onClick={() => onChange(cleared)}>
              {t('clear_filters')}
            </Button>
          </Col>
        </Row>
      </Form>
    </search>
  );
}

function Control({
  filter,
  values,
  onChange,
}: {
  filter: Filter;
  values: Values;
  onChange: (patch: Values) => void;
}) {
  const { t } = useTranslation('common');
  if (filter.kind === 'days') return <DayRange from={values.from} until={values.until} onChange={onChange} />;
  const { name, label } = filter;
  const id = `filter-${name}`;
  const value = values[name];
  return (
    <Form.Item label={label} htmlFor={id} style={{ margin: 0 }}>
      {filter.kind === 'select' ? (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('all')}
          value={'value' in filter ? filter.value : value}
          options={filter.options}
          onChange={(next?: string) => onChange(filter.chosen?.(next) ?? { [name]: next })}
        />
      ) : (
        <Input.Search
          id={id}
          key={value}
          allowClear
          maxLength={64}
          placeholder={t('all')}
          defaultValue={value}
          onSearch={(next) => onChange({ [name]: next.trim() || undefined })}
        />
      )}
    </Form.Item>
  );
}
