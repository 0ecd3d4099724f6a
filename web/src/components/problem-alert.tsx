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
  const lines = (
    <>
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
      description={problem?.detail || problem?.requestId ? lines : undefined}
      action={onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
      style={{ marginBottom: 16 }}
    />
  );
}
