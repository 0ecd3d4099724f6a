// SPDX-License-Identifier: Apache-2.0
import { searchOf } from '@/components/search-params';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/;

/** `at`: the instant of which the balances of the books are shown. */
export const overviewSearch = searchOf({ at: (text) => INSTANT.test(text) && !!Date.parse(text) });

export type OverviewSearch = ReturnType<typeof overviewSearch>;
