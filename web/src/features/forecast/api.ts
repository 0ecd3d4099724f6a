// SPDX-License-Identifier: Apache-2.0
import { queryOptions } from '@tanstack/react-query';
import { api, type Schemas, unwrap } from '@/api/client';

export type Forecast = Schemas['SimulatedDays'];
export type Simulated = Schemas['SimulatedBills'];
export type Point = Forecast['points'][number];
export type ForecastPurse = Forecast['purses'][number];
type Request = Schemas['SimulationRequest'];
export type BillAsked = Extract<Request, { bills: unknown }>['bills'][number];

const ask = (body: Request, signal?: AbortSignal) =>
  unwrap(api.POST('/v1/simulations/deduction', { body, ...(signal && { signal }) }));

/** The next days, each with the average of the last 7 days' bills. */
export const forecastQuery = (days: number) =>
  queryOptions({
    queryKey: ['forecast', days],
    queryFn: async ({ signal }) => (await ask({ days, daily: 'average_7_days' }, signal)) as Forecast,
  });

/** One made-up bill, paid at the business clock. */
export const simulateBill = async (bill: BillAsked) => (await ask({ bills: [bill] })) as Simulated;
