// SPDX-License-Identifier: Apache-2.0
import type actions from './en/actions.json';
import type bills from './en/bills.json';
import type common from './en/common.json';
import type entries from './en/entries.json';
import type explain from './en/explain.json';
import type forecast from './en/forecast.json';
import type items from './en/items.json';
import type overview from './en/overview.json';
import type problems from './en/problems.json';
import type purses from './en/purses.json';
import type shell from './en/shell.json';
import type signIn from './en/sign-in.json';
import type transactions from './en/transactions.json';
import type workspaces from './en/workspaces.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    keySeparator: false;
    resources: {
      actions: typeof actions;
      bills: typeof bills;
      common: typeof common;
      entries: typeof entries;
      explain: typeof explain;
      forecast: typeof forecast;
      items: typeof items;
      overview: typeof overview;
      problems: typeof problems;
      purses: typeof purses;
      shell: typeof shell;
      'sign-in': typeof signIn;
      transactions: typeof transactions;
      workspaces: typeof workspaces;
    };
  }
}
