// SPDX-License-Identifier: Apache-2.0
import { isNegative, subtract } from '@/components/decimal';
import type { BillDetail, Posting } from './queries';

export type Source = Posting['source'];

/** A source of the rule's order: what one posting took from it, or that it was not used. */
export type Step =
  | { source: Source; posting: Posting; before: string; after: string }
  | { source: Source; posting?: undefined };

const ACCOUNT: Source[] = ['ordinary', 'full_reduction', 'card', 'cash', 'arrears'];

/** The order in which sources are asked; the cloud takes the place of cash and arrears. */
function orderOf(settlement: BillDetail['settlement']): Source[] {
  return settlement === 'aws' || settlement === 'alibaba' ? [...ACCOUNT.slice(0, 3), settlement] : ACCOUNT;
}

/**
 * The postings as they were taken, each with what was left to be paid before and after it, and
 * between them the sources of the order that gave nothing. What is given back has no such order:
 * only its postings are steps.
 */
export function stepsOf(bill: Pick<BillDetail, 'total' | 'settlement' | 'postings'>): Step[] {
  const steps: Step[] = [];
  const used = new Set(bill.postings.map((posting) => posting.source));
  const asked = isNegative(bill.total) ? [] : orderOf(bill.settlement);
  const unused = asked.filter((source) => !used.has(source));
  const rank = (source: Source) => ACCOUNT.indexOf(source) + 1 || ACCOUNT.length + 1;
  const skipUntil = (limit: number) => {
    while (unused[0] && rank(unused[0]) < limit) steps.push({ source: unused.shift() as Source });
  };
  let before = bill.total;
  for (const posting of bill.postings) {
    skipUntil(rank(posting.source));
    const after = subtract(before, posting.amount);
    steps.push({ source: posting.source, posting, before, after });
    before = after;
  }
  skipUntil(ACCOUNT.length + 2);
  return steps;
}
