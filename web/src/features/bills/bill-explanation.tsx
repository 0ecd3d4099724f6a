// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Explained } from '@/components/explained';
import { ProblemAlert } from '@/components/problem-alert';
import { explanationQuery } from './queries';

/** Why a bill was paid as it was. */
export function BillExplanation({ bill }: { bill: string }) {
  const { data, error, refetch } = useQuery(explanationQuery(bill));
  if (error) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 10 }} />;
  return <Explained explanation={data} />;
}
