// SPDX-License-Identifier: Apache-2.0
import antd from 'antd/locale/zh_CN';
import 'dayjs/locale/zh-cn';
import type { Language } from './language';

export const language: Language = {
  antd,
  dayjs: 'zh-cn',
  files: import.meta.glob('./zh-CN/*.json', { eager: true, import: 'default' }),
};
