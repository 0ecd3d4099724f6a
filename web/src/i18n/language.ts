// SPDX-License-Identifier: Apache-2.0
import type { ConfigProviderProps } from 'antd';

export const LANGUAGES = { 'zh-CN': '简体中文', en: 'English' } as const;
export type LanguageCode = keyof typeof LANGUAGES;

/** All texts of a language: one file is one namespace. */
export interface Language {
  antd: ConfigProviderProps['locale'];
  dayjs: string;
  files: Record<string, object>;
}

const KEPT = 'bc.language';

/** As chosen before in this browser, else as the browser prefers. */
export function preferredLanguage(): LanguageCode {
  const kept = localStorage.getItem(KEPT);
  if (kept && kept in LANGUAGES) return kept as LanguageCode;
  return navigator.languages.find((tag) => /^(zh|en)\b/i.test(tag))?.startsWith('en') ? 'en' : 'zh-CN';
}

export const keepLanguage = (code: LanguageCode) => localStorage.setItem(KEPT, code);
