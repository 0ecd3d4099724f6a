// SPDX-License-Identifier: Apache-2.0
import { oneOf, searchOf } from '@/components/search-params';

export const DAYS = ['30', '90', '180', '366'] as const;

export interface ForecastSearch extends Partial<Record<string, string>> {
  /** The next bill instead of the next days. */
  mode?: 'bill';
  days?: (typeof DAYS)[number];
}

const checked = searchOf({ mode: oneOf('bill'), days: oneOf(...DAYS) });

export const forecastSearch = (raw: Record<string, unknown>) => checked(raw) as ForecastSearch;
