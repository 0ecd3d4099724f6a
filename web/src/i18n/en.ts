// SPDX-License-Identifier: Apache-2.0
import antd from 'antd/locale/en_US';
import type { Language } from './language';

export const language: Language = {
  antd,
  dayjs: 'en',
  files: import.meta.glob('./en/*.json', { eager: true, import: 'default' }),
};
