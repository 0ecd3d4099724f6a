// SPDX-License-Identifier: Apache-2.0
import dayjs from 'dayjs';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language, LanguageCode } from './language';

const LOADERS: Record<LanguageCode, () => Promise<{ language: Language }>> = {
  'zh-CN': () => import('./zh-cn'),
  en: () => import('./en'),
};

const loaded = new Map<string, Language>();

/** Only the languages that were asked for are fetched. */
export async function speak(code: LanguageCode) {
  if (!i18next.isInitialized) {
    await i18next.use(initReactI18next).init({
      lng: code,
      fallbackLng: false,
      resources: {},
      defaultNS: 'common',
      keySeparator: false,
      showSupportNotice: false,
      interpolation: { escapeValue: false },
    });
  }
  if (!loaded.has(code)) {
    const { language } = await LOADERS[code]();
    for (const [path, texts] of Object.entries(language.files)) {
      i18next.addResourceBundle(code, path.replace(/^.*\/|\.json$/g, ''), texts);
    }
    loaded.set(code, language);
  }
  dayjs.locale(loaded.get(code)?.dayjs ?? 'en');
  document.documentElement.lang = code;
  await i18next.changeLanguage(code);
}

export const antdLocale = (code: string) => loaded.get(code)?.antd;
