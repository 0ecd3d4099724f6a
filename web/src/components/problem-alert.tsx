// SPDX-License-Identifier: Apache-2.0
import { Alert, Button, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { mayPass, ProblemError } from '@/api/problem';
import { useProblemTexts } from './problem-texts';

/** What went wrong, in the reader's language as far as the problem is known, with the id that support asks for. */
export function ProblemAlert({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation('problems');
  const { title, hint, detail, requestId } = useProblemTexts(error);
  const wait = useWait(error instanceof ProblemError ? error : undefined);
  const lines = (
    <>
      {wait !== undefined && <div>{wait}</div>}
      {hint && <div>{hint}</div>}
      {detail && <div lang="en">{detail}</div>}
      {requestId && (
        <div>
          {t('request_id')} <Typography.Text code>{requestId}</Typography.Text>
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
      description={wait || hint || detail || requestId ? lines : undefined}
      action={onRetry && mayPass(error) && <Button onClick={onRetry}>{t('retry')}</Button>}
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
