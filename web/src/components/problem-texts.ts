// SPDX-License-Identifier: Apache-2.0
import { useTranslation } from 'react-i18next';
import { ProblemError } from '@/api/problem';

const DAYS = ['/from', '/until'];

/** What is told of a failure. The server's own words are English: only who reads English is shown them. */
export function useProblemTexts(error: unknown) {
  const { t, i18n } = useTranslation('problems');
  const problem = error instanceof ProblemError ? error : undefined;
  if (!problem) return { title: t('unexpected') };
  const english = i18n.language === 'en';
  const known = i18n.exists(`problems:${problem.slug}`);
  const ofDays = problem.errors.some((fault) => DAYS.includes(fault.pointer));
  return {
    title: known ? t(problem.slug as 'internal') : english ? problem.message : t('unexpected'),
    hint: ofDays ? t('invalid_days') : undefined,
    detail: english ? problem.detail : undefined,
    requestId: problem.requestId,
  };
}
