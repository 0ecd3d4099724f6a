// SPDX-License-Identifier: Apache-2.0
import { api, type Schemas, unwrap } from '@/api/client';

type Role = Schemas['Me']['member']['role'];
export type Filled = Schemas['PurseOperation'];

/** Who may spend the account's money. */
export const maySpend = (role: Role) => role === 'owner' || role === 'finance';

const header = (key: string) => ({ header: { 'Idempotency-Key': key } });

export const buyCard = (body: { amount: string }, key: string): Promise<Filled> =>
  unwrap(api.POST('/v1/cards', { params: header(key), body }));

export const activateVoucher = (body: { code: string }, key: string): Promise<Filled> =>
  unwrap(api.POST('/v1/vouchers/activations', { params: header(key), body }));
