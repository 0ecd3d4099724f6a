// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { networkProblem } from '@/api/problem';
import { serverAnswers } from '@/api/server-answers';
import { useProblemTexts } from '@/components/problem-texts';

/** A page that could not be shown. Plain HTML: it must stand even when parts of the console do not load. */
export function PageFailed({ error }: { error: unknown }) {
  const { t } = useTranslation(['shell', 'problems']);
  const [away, setAway] = useState(false);
  const { title, hint, detail, requestId } = useProblemTexts(away ? networkProblem() : error);
  // Without a server the browser's own error page would take the place of the console.
  const reload = async () => {
    if (await serverAnswers()) location.reload();
    else setAway(true);
  };
  return (
    <div className="boot-note" role="alert">
      <h1>{t('failed_title')}</h1>
      <p>{title}</p>
      {hint && <p>{hint}</p>}
      {detail && <p lang="en">{detail}</p>}
      {requestId && (
        <p>
          {t('problems:request_id')} <code>{requestId}</code>
        </p>
      )}
      <button type="button" onClick={reload}>
        {t('reload')}
      </button>
    </div>
  );
}
