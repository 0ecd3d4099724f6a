// SPDX-License-Identifier: Apache-2.0
import { Alert, Drawer, Empty, Skeleton, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BillLink } from '@/components/bill-link';
import { CopyableHash } from '@/components/copyable-hash';
import { Fields } from '@/components/data-cards';
import { DateTime } from '@/components/date-time';
import { isZero } from '@/components/decimal';
import { Money } from '@/components/money';
import { PurseLink } from '@/components/purse-link';
import { SignedMoney } from '@/components/signed-money';
import { usePhone } from '@/components/use-phone';
import type { Transaction } from './api';
import { ProofDownload } from './proof-download';
import { entryLinkId } from './transaction-columns';

interface Props {
  /** The serial number of the entry, if one is open. */
  seq: string | undefined;
  rows: Transaction[];
  loading: boolean;
  currency: string;
  onClose: () => void;
}

/** An entry of the list in full, with its hash and its proof; when it closes, its row has the focus. */
export function TransactionDrawer({ seq, rows, loading, currency, onClose }: Props) {
  const { t } = useTranslation(['transactions', 'common', 'entries']);
  const phone = usePhone();
  const [last, setLast] = useState(seq);
  if (seq && seq !== last) setLast(seq);
  useEffect(() => {
    if (!seq && last) document.getElementById(entryLinkId(last))?.focus();
  }, [seq, last]);
  const entry = rows.find((row) => `${row.seq}` === last);
  return (
    <Drawer
      open={seq !== undefined}
      onClose={onClose}
      size={phone ? '100%' : 560}
      title={entry ? `${t(`entries:type_${entry.type}`)} · ${t('open_entry', { seq: last })}` : t('entry')}
      closable={{ 'aria-label': t('common:close') }}
      styles={{ body: { padding: phone ? 12 : 24 } }}
      destroyOnHidden
    >
      {entry && <Content entry={entry} currency={currency} />}
      {!entry && loading && <Skeleton active />}
      {!entry && !loading && (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('not_listed', { seq: last })} />
      )}
    </Drawer>
  );
}

function Content({ entry, currency }: { entry: Transaction; currency: string }) {
  const { t } = useTranslation(['transactions', 'entries']);
  const money = (amount: string | null) =>
    amount === null ? '—' : <Money amount={amount} currency={currency} />;
  const { balances, bill } = entry;
  const ofAccount = entry.source === 'cash' && isZero(entry.amount);
  const fields: [string, ReactNode][] = [
    [t('time'), <DateTime key="time" at={entry.recorded_at} seconds />],
    [
      t('day'),
      <span key="day" className="num">
        {entry.day}
      </span>,
    ],
    [t('type'), t(`entries:type_${entry.type}`)],
    [
      t('object'),
      <PurseLink key="of" source={entry.source} purse={entry.purse} number={entry.purse_number} />,
    ],
    [t('balance_before'), money(entry.balance_before)],
    [t('balance_after'), money(entry.balance_after)],
    ...(bill ? [[t('bill'), <BillLink key="bill" bill={bill} />] as [string, ReactNode]] : []),
    [t('note'), entry.note ?? '—'],
    [t('operation'), entry.operation],
  ];
  return (
    <>
      <Typography.Text type="secondary">{t('change')}</Typography.Text>
      <div style={{ fontSize: 26, fontWeight: 600, marginBottom: 12 }}>
        <SignedMoney amount={entry.amount} currency={currency} />
      </div>
      {ofAccount && (
        <Alert
          type="info"
          showIcon
          title={t(entry.type === 'unfreeze' ? 'account_unfrozen' : 'account_frozen')}
          style={{ marginBottom: 16 }}
        />
      )}
      <Fields fields={fields} />
      <Part title={t('all_after')}>
        <Fields
          fields={[
            [t('cash'), money(balances.cash)],
            [t('frozen'), money(balances.frozen)],
            [t('vouchers'), money(balances.vouchers)],
            [t('stored_value'), money(balances.stored_value)],
          ]}
        />
      </Part>
      <Part title={t('proof')}>
        <Fields fields={[[t('hash'), <CopyableHash key="hash" hash={entry.hash} />]]} />
        <Typography.Paragraph type="secondary">{t('hash_hint')}</Typography.Paragraph>
        <ProofDownload seq={entry.seq} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} style={{ marginTop: 24 }}>
      <Typography.Title level={2} style={{ fontSize: 16, margin: '0 0 8px' }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}
