// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from '@/api/client';
import { anyText, oneOf, pageSize, searchOf } from '@/components/search-params';

export const SETTLEMENTS = ['account', 'alibaba', 'aws'] as const satisfies Schemas['SettlementMethod'][];

const checked = searchOf({ site: anyText, settlement: oneOf(...SETTLEMENTS), q: anyText, size: pageSize });

export const workspacesSearch = (raw: Record<string, unknown>) =>
  checked(raw) as ReturnType<typeof checked> & { settlement?: Schemas['SettlementMethod'] };
