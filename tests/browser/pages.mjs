// SPDX-License-Identifier: Apache-2.0
// Every page of the console, by a short name.
import { apiAs } from './api.mjs';

const isPaidBy = (bill, source) => bill.paid[source] !== '0.00';

/** A bill that several vouchers and a card paid, and one that left arrears. */
export async function tellingBills(api) {
  const { items } = await api.get('/v1/bills/daily?limit=500');
  return {
    purses: items.find((bill) => isPaidBy(bill, 'ordinary') && isPaidBy(bill, 'card')),
    arrears: items.find((bill) => isPaidBy(bill, 'cash') && isPaidBy(bill, 'arrears')),
  };
}

export async function pagesFor({ url, owner }) {
  const api = await apiAs(url, owner.login, owner.password);
  const { purses, arrears } = await tellingBills(api);
  const [voucher] = (await api.get('/v1/vouchers?limit=1')).items;
  const [entry] = (await api.get('/v1/transactions?limit=1')).items;
  const { as_of: now } = await api.get('/v1/me');
  return {
    overview: '/',
    'balances-at': `/?at=${now}`,
    bills: '/bills',
    bill: `/bills?bill=${purses.bill}`,
    'bill-arrears': `/bills?bill=${arrears.bill}`,
    explanation: `/bills?bill=${purses.bill}&view=explain`,
    'explanation-arrears': `/bills?bill=${arrears.bill}&view=explain`,
    transactions: '/transactions',
    entry: `/transactions?entry=${entry.seq}`,
    forecast: '/forecast',
    'forecast-bill': '/forecast?mode=bill',
    vouchers: '/vouchers',
    voucher: `/vouchers?purse=${voucher.purse}`,
    cards: '/cards',
    workspaces: '/workspaces',
    unknown: '/no-such-page',
  };
}
