// SPDX-License-Identifier: Apache-2.0
import type common from './en/common.json';
import type items from './en/items.json';
import type overview from './en/overview.json';
import type problems from './en/problems.json';
import type shell from './en/shell.json';
import type signIn from './en/sign-in.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    keySeparator: false;
    resources: {
      common: typeof common;
      items: typeof items;
      overview: typeof overview;
      problems: typeof problems;
      shell: typeof shell;
      'sign-in': typeof signIn;
    };
  }
}
