// SPDX-License-Identifier: Apache-2.0
import { stepsOf } from './deduction-steps';
import { cloudDetail, detail } from './fixtures';

const shortOf = (bill: typeof detail) =>
  stepsOf(bill).map((step) =>
    step.posting ? `${step.source} ${step.before} > ${step.after}` : `${step.source} -`,
  );

test('sources stand in their order, with what is left after each', () => {
  expect(shortOf(detail)).toEqual([
    'ordinary 42.17 > 35.45',
    'full_reduction 35.45 > 15.45',
    'card -',
    'cash 15.45 > 10.00',
    'arrears 10.00 > 0.00',
  ]);
});

test('the cloud takes the place of cash and arrears', () => {
  expect(shortOf(cloudDetail)).toEqual([
    'ordinary 42.17 > 35.45',
    'full_reduction -',
    'card -',
    'aws 35.45 > 0.00',
  ]);
});

test('several vouchers are several steps', () => {
  const [first, second] = detail.postings;
  if (!first || !second) throw new Error('no postings');
  const postings = [first, { ...first, seq: 45, amount: '35.45' }];
  expect(shortOf({ ...detail, postings })).toEqual([
    'ordinary 42.17 > 35.45',
    'ordinary 35.45 > 0.00',
    'full_reduction -',
    'card -',
    'cash -',
    'arrears -',
  ]);
});

test('what a cloud refused and cash paid is shown as it was', () => {
  const [first, , cash] = detail.postings;
  if (!first || !cash) throw new Error('no postings');
  expect(shortOf({ ...detail, settlement: 'aws', postings: [first, { ...cash, amount: '35.45' }] })).toEqual([
    'ordinary 42.17 > 35.45',
    'full_reduction -',
    'card -',
    'cash 35.45 > 0.00',
    'aws -',
  ]);
});
