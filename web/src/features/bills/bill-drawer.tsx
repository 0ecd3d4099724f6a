// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Drawer, Skeleton, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isNegative } from '@/components/decimal';
import { ProblemAlert } from '@/components/problem-alert';
import { usePhone } from '@/components/use-phone';
import { billLinkId } from './bill-columns';
import { BillHeader } from './bill-header';
import { BillLines } from './bill-lines';
import { Deduction } from './deduction';
import { Provenance } from './provenance';
import { billQuery } from './queries';

interface Props {
  bill: string | undefined;
  onClose: () => void;
}

/** A bill in full, over the list; when it closes, its row has the focus. */
export function BillDrawer({ bill, onClose }: Props) {
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
      {last && <Content bill={last} />}
    </Drawer>
  );
}

function Content({ bill: id }: { bill: string }) {
  const { t } = useTranslation('bills');
  const { data: bill, error, refetch } = useQuery(billQuery(id));
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!bill) return <Skeleton active paragraph={{ rows: 10 }} />;
  return (
    <>
      <BillHeader bill={bill} />
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
