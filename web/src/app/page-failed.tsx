// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';

/** A page that could not be shown. Plain HTML: it must stand even when parts of the console do not load. */
export function PageFailed({ error }: { error: unknown }) {
  const { t, i18n } = useTranslation(['shell', 'problems']);
  const problem = error instanceof ProblemError ? error : undefined;
  const known = problem && i18n.exists(`problems:${problem.slug}`);
  return (
    <div className="boot-note" role="alert">
      <h1>{t('failed_title')}</h1>
      {problem && <p>{known ? i18n.t(`problems:${problem.slug as 'internal'}`) : problem.message}</p>}
      {problem?.detail && <p lang="en">{problem.detail}</p>}
      {problem?.requestId && (
        <p>
          {i18n.t('problems:request_id')} <code>{problem.requestId}</code>
        </p>
      )}
      <button type="button" onClick={() => location.reload()}>
        {t('reload')}
      </button>
    </div>
  );
}
