// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { language as en } from './en';
import { language as zh } from './zh-cn';

const namespaces = (files: Record<string, object>) =>
  new Map(Object.entries(files).map(([path, texts]) => [path.replace(/^.*\//, ''), texts]));

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

/** English has two forms of what is counted, Chinese one. */
const unformed = (keys: string[]) => keys.filter((key) => !key.endsWith('_one'));

test('both languages have the same namespaces, keys and placeholders', () => {
  const left = namespaces(en.files);
  const right = namespaces(zh.files);
  expect([...left.keys()].sort()).toEqual([...right.keys()].sort());
  for (const [name, texts] of left) {
    const others = right.get(name) as Record<string, string>;
    expect(Object.keys(others), name).toEqual(unformed(Object.keys(texts)));
    for (const [key, text] of Object.entries(texts as Record<string, string>)) {
      expect(text, `${name}: ${key}`).not.toBe('');
      expect(placeholders(others[key.replace(/_one$/, '_other')] ?? ''), `${name}: ${key}`).toEqual(
        placeholders(text),
      );
    }
  }
});

test('what is counted has both forms in English', () => {
  for (const [name, texts] of namespaces(en.files)) {
    for (const key of Object.keys(texts).filter((name) => /_(one|other)$/.test(name))) {
      const forms = ['_one', '_other'].map((form) => key.replace(/_(one|other)$/, form));
      expect(texts, `${name}: ${key}`).toEqual(
        expect.objectContaining({
          [forms[0] as string]: expect.any(String),
          [forms[1] as string]: expect.any(String),
        }),
      );
    }
  }
});

const NAMES: Record<string, [english: RegExp, chinese: string]> = {
  ordinary: [/^Ordinary vouchers?$/, '普通代金券'],
  full_reduction: [/^Full-reduction vouchers?$/, '满减券'],
  card: [/^Stored-value cards?$/, '储值卡'],
  cards: [/^Stored-value cards?$/, '储值卡'],
  arrears: [/^Arrears$/, '欠费'],
  rated: [/^To be settled$/, '待结算'],
};

test('a thing has one name on all pages', () => {
  for (const [name, texts] of namespaces(en.files)) {
    const chinese = namespaces(zh.files).get(name) as Record<string, string>;
    for (const [key, text] of Object.entries(texts as Record<string, string>)) {
      const names = NAMES[key.replace(/^(kind|source|state)_/, '')];
      if (!names) continue;
      expect(text, `${name}: ${key}`).toMatch(names[0]);
      expect(chinese[key], `${name}: ${key}`).toBe(names[1]);
    }
  }
});

test('every item of the demo has a name', () => {
  const codes = readFileSync('../tests/demo/data/items.csv', 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1]);
  const names = namespaces(en.files).get('items.json') as Record<string, string>;
  expect(codes.filter((code) => !names[code ?? ''])).toEqual([]);
});
