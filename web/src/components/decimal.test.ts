// SPDX-License-Identifier: Apache-2.0
import { compare, formatDecimal, formatMoney, isZero, negated, percent, subtract, sum } from './decimal';

test.each([
  ['90071992547409.93', 'CNY', '¥90,071,992,547,409.93'],
  ['-1288.06', 'USD', '-$1,288.06'],
  ['-1288.06', 'CNY', '-¥1,288.06'],
  ['1.005', 'CNY', '¥1.01'],
  ['-1.005', 'CNY', '-¥1.01'],
  ['-0.004', 'CNY', '¥0.00'],
  ['-0.00', 'USD', '$0.00'],
  ['0', 'CNY', '¥0.00'],
  ['999.995', 'USD', '$1,000.00'],
  ['100', 'USD', '$100.00'],
  ['1000000', 'EUR', 'EUR 1,000,000.00'],
])('%s %s is written %s', (amount, currency, text) => {
  expect(formatMoney(amount, currency)).toBe(text);
});

test.each([
  ['28113210', '28,113,210'],
  ['0.0000015', '0.0000015'],
  ['-1234.50', '-1,234.5'],
  ['90071992547409931234.000000001', '90,071,992,547,409,931,234.000000001'],
])('the quantity %s keeps all its digits: %s', (value, text) => {
  expect(formatDecimal(value)).toBe(text);
});

test('sums and differences are exact', () => {
  expect(sum(['0.1', '0.2'])).toBe('0.30');
  expect(sum(['90071992547409.93', '0.01'])).toBe('90071992547409.94');
  expect(sum([])).toBe('0.00');
  expect(subtract('0.30', '0.10')).toBe('0.20');
  expect(negated('5.00')).toBe('-5.00');
  expect(formatMoney(negated('0.00'), 'CNY')).toBe('¥0.00');
  expect(compare('10.00', '9.00')).toBe(1);
  expect(isZero('-0.00')).toBe(true);
});

test('there is no share of nothing', () => {
  expect(percent('25', '200')).toBe('12.5');
  expect(percent('-1', '3')).toBe('-33.3');
  expect(percent('1', '0.00')).toBeUndefined();
});

test('what is no number is not shown as one', () => {
  expect(() => formatMoney('', 'CNY')).toThrow();
  expect(() => formatMoney('1,000', 'CNY')).toThrow();
});
