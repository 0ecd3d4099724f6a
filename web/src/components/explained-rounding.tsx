// SPDX-License-Identifier: Apache-2.0
import { Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '@/api/client';
import { Fields } from './data-cards';
import type { Column } from './data-table';
import { sum } from './decimal';
import { useItemName } from './item-name';
import { Decimal, Money } from './money';
import { PlainTable } from './plain-table';

type Rounding = Schemas['Rounding'];
type Line = Schemas['RoundedLine'];

/** From exact amounts to charges: the sum, its one rounding, and which line got a missing cent. */
export function ExplainedRounding({ rounding, currency }: { rounding: Rounding; currency: string }) {
  const { t } = useTranslation('explain');
  const { exact, total, residue, missing_units: missing, lines } = rounding;
  const cut = sum(lines.map((line) => line.cut_down));
  return (
    <>
      <div style={{ maxWidth: 480 }} data-testid="rounding-steps">
        <Fields
          fields={[
            [t('exact_sum'), <Decimal key="exact" value={exact} />],
            [
              t('rounded'),
              <strong key="total">
                <Money amount={total} currency={currency} />
              </strong>,
            ],
            [t('residue'), <Decimal key="residue" value={residue} />],
            [t('cut_sum'), <Money key="cut" amount={cut} currency={currency} />],
          ]}
        />
      </div>
      <Typography.Paragraph type="secondary" style={{ marginTop: 8 }}>
        {missing === 0 ? t('no_units') : t('units', { count: missing })}
      </Typography.Paragraph>
      <PlainTable
        label={t('rounding')}
        columns={useColumns(currency)}
        rows={lines}
        rowKey={(line) => `${line.line}`}
      />
    </>
  );
}

function useColumns(currency: string): Column<Line>[] {
  const { t } = useTranslation('explain');
  const itemName = useItemName();
  return [
    {
      key: 'item',
      title: t('item'),
      minWidth: 140,
      render: (line) => (
        <>
          {`${line.line}. ${itemName(line.item)}`}
          {!line.voucher_eligible && (
            <Typography.Text type="secondary" style={{ fontSize: 12, display: 'block' }}>
              {t('no_vouchers')}
            </Typography.Text>
          )}
        </>
      ),
    },
    { key: 'exact', title: t('exact'), number: true, render: (line) => <Decimal value={line.exact} /> },
    {
      key: 'cut',
      title: t('cut_down'),
      number: true,
      render: (line) => <Money amount={line.cut_down} currency={currency} plain />,
    },
    {
      key: 'fraction',
      title: t('fraction'),
      number: true,
      render: (line) => <Decimal value={line.fraction} />,
    },
    {
      key: 'unit',
      title: t('unit'),
      render: (line) => (line.got_unit ? <Tag color="processing">{t('got_unit')}</Tag> : '–'),
    },
    {
      key: 'charge',
      title: t('charge'),
      number: true,
      render: (line) => <Money amount={line.charge} currency={currency} plain />,
    },
  ];
}
