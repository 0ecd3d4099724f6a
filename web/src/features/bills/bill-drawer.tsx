// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Drawer, Segmented, Skeleton, Typography } from 'antd';
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isNegative } from '@/components/decimal';
import { ProblemAlert } from '@/components/problem-alert';
import { usePhone } from '@/components/use-phone';
import { billLinkId } from './bill-columns';
import { BillHeader } from './bill-header';
import { BillLines } from './bill-lines';
import { Deduction } from './deduction';
import { Provenance } from './provenance';
import { type BillDetail, billQuery } from './queries';

const BillExplanation = lazy(async () => ({
  default: (await import('./bill-explanation')).BillExplanation,
}));

interface Props {
  bill: string | undefined;
  /** Whether it shows why the bill was paid as it was, instead of the bill. */
  explained: boolean;
  onExplain: (explained: boolean) => void;
  onClose: () => void;
}

/** A bill in full, over the list; when it closes, its row has the focus. */
export function BillDrawer({ bill, explained, onExplain, onClose }: Props) {
  const phone = usePhone();
  const [last, setLast] = useState(bill);
  if (bill && bill !== last) setLast(bill);
  // Not by afterOpenChange: it is not told of a drawer that closes while it still opens.
  useEffect(() => {
    if (!bill && last) document.getElementById(billLinkId(last))?.focus();
  }, [bill, last]);
  const { t } = useTranslation(['bills', 'common']);
  const { data } = useQuery({ ...billQuery(last ?? ''), enabled: last !== undefined });
  return (
    <Drawer
      open={bill !== undefined}
      onClose={onClose}
      placement="right"
      size={phone ? '100%' : 'min(960px, 92vw)'}
      title={data ? t('bill_of', { workspace: data.workspace, day: data.day }) : t('bill')}
      closable={{ 'aria-label': t('common:close') }}
      styles={{ body: { padding: phone ? 12 : 24 } }}
      destroyOnHidden
    >
      {last && <Content bill={last} explained={explained} onExplain={onExplain} />}
    </Drawer>
  );
}

interface ContentProps extends Pick<Props, 'explained' | 'onExplain'> {
  bill: string;
}

function Content({ bill: id, explained, onExplain }: ContentProps) {
  const { t } = useTranslation('bills');
  const { data: bill, error, refetch } = useQuery(billQuery(id));
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!bill) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <BillHeader bill={bill} />
      <Segmented
        aria-label={t('view')}
        value={explained ? 'explain' : 'bill'}
        onChange={(view) => onExplain(view === 'explain')}
        options={[
          { value: 'bill', label: t('view_bill') },
          { value: 'explain', label: t('view_explain') },
        ]}
        style={{ marginBottom: 24 }}
      />
      <Suspense fallback={<Skeleton active paragraph={{ rows: 10 }} />}>
        {explained ? <BillExplanation bill={id} /> : <BillParts bill={bill} />}
      </Suspense>
    </>
  );
}

function BillParts({ bill }: { bill: BillDetail }) {
  const { t } = useTranslation('bills');
  return (
    <>
      <Part title={t(isNegative(bill.total) ? 'give_back' : 'deduction')}>
        <Deduction bill={bill} />
      </Part>
      <Part title={t('lines')}>
        <BillLines bill={bill} />
      </Part>
      <Part title={t('provenance')}>
        <Provenance bill={bill} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} style={{ marginBottom: 32 }}>
      <Typography.Title level={2} style={{ fontSize: 18, marginTop: 0 }}>
        {title}
      </Typography.Title>
      {children}
    </section>
  );
}
