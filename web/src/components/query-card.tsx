// SPDX-License-Identifier: Apache-2.0
import { Card, Empty, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { ProblemAlert } from './problem-alert';

interface Props<Data> {
  title: string;
  extra?: ReactNode;
  query: { data: Data | undefined; error: Error | null; refetch: () => unknown };
  /** What to say instead of the content; nothing where there is content. */
  empty?: (data: Data) => string | undefined | false;
  /** Lines that stand in until the data is there, so that nothing jumps. */
  lines?: number;
  children: (data: Data) => ReactNode;
}

/** A card whose content comes from one query: waiting, failed, empty, or there. */
export function QueryCard<Data>({ title, extra, query, empty, lines = 3, children }: Props<Data>) {
  const { data, error } = query;
  const nothing = data !== undefined && empty?.(data);
  return (
    <Card
      title={<h2 style={{ margin: 0, fontSize: 16 }}>{title}</h2>}
      extra={extra}
      style={{ height: '100%' }}
      styles={{ header: { padding: '0 20px' }, title: { whiteSpace: 'normal' }, body: { padding: 20 } }}
    >
      {error && <ProblemAlert error={error} onRetry={() => query.refetch()} />}
      {!error && data === undefined && <Skeleton active title={false} paragraph={{ rows: lines }} />}
      {nothing && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={nothing} />}
      {data !== undefined && !nothing && children(data)}
    </Card>
  );
}
