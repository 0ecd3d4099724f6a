// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';

/** What went wrong, in the reader's language as far as the problem is known, with the id that support asks for. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t, i18n } = useTranslation('problems');
  const problem = error instanceof ProblemError ? error : undefined;
  const known = problem && i18n.exists(`problems:${problem.slug}`);
  const title = known ? t(problem.slug as 'internal') : (problem?.message ?? t('unexpected'));
  const wait = useWait(problem);
  const lines = (
    <>
      {wait !== undefined && <div>{wait}</div>}
      {problem?.detail && <div lang="en">{problem.detail}</div>}
      {problem?.requestId && (
        <div>
          {t('request_id')} <Typography.Text code>{problem.requestId}</Typography.Text>
        </div>
      )}
    </>
  );
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={title}
      description={wait || problem?.detail || problem?.requestId ? lines : undefined}
      action={onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
      style={{ marginBottom: 16 }}
    />
  );
}

/** Who has asked too often is told when to try again. */
function useWait(problem: ProblemError | undefined): string | undefined {
  const { t } = useTranslation('problems');
  const seconds = problem?.retryAfter;
  if (problem?.status !== 429 || seconds === undefined) return undefined;
  return seconds < 60
    ? t('again_in_seconds', { count: seconds })
    : t('again_in_minutes', { count: Math.ceil(seconds / 60) });
}
