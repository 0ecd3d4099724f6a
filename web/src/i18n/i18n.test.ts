// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { language as en } from './en';
import { language as zh } from './zh-cn';

const namespaces = (files: Record<string, object>) =>
  new Map(Object.entries(files).map(([path, texts]) => [path.replace(/^.*\//, ''), texts]));

const placeholders = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test('both languages have the same namespaces, keys and placeholders', () => {
  const left = namespaces(en.files);
  const right = namespaces(zh.files);
  expect([...left.keys()].sort()).toEqual([...right.keys()].sort());
  for (const [name, texts] of left) {
    const others = right.get(name) as Record<string, string>;
    expect(Object.keys(others), name).toEqual(Object.keys(texts));
    for (const [key, text] of Object.entries(texts as Record<string, string>)) {
      expect(text, `${name}: ${key}`).not.toBe('');
      expect(placeholders(others[key] ?? ''), `${name}: ${key}`).toEqual(placeholders(text));
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
