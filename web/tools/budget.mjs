// SPDX-License-Identifier: Apache-2.0
// What a visitor's browser must fetch before a page shows, compressed: nothing may grow beyond these.
import { readFileSync, statSync } from 'node:fs';

const dist = process.argv[2] ?? 'dist';
const ENTRY = 240_000;
const ROUTE = 450_000;
const LAZY = 200_000;

const manifest = JSON.parse(readFileSync(`${dist}/.vite/manifest.json`, 'utf8'));
const size = (file) => {
  try {
    return statSync(`${dist}/${file}.gz`).size;
  } catch {
    return statSync(`${dist}/${file}`).size;
  }
};

/** The files of a chunk and of all chunks it imports outright. */
function closure(key, files = new Set()) {
  const chunk = manifest[key];
  if (files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const other of chunk.imports ?? []) closure(other, files);
  return files;
}

const weigh = (files) => [...files].reduce((total, file) => total + size(file), 0);
const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(6)} kB`;

const keys = Object.keys(manifest);
const entry = closure('index.html', new Set(['compat.js']));
const languages = keys.filter((key) => /^src\/i18n\/[^/]+\.ts$/.test(key));
const language = languages.map((key) => closure(key)).reduce((a, b) => (weigh(a) > weigh(b) ? a : b));

const rows = [['entry', weigh(entry), ENTRY]];
for (const key of keys.filter((name) => /^src\/features\/.*-page\.tsx$/.test(name))) {
  const around = key.includes('/sign-in/') ? [] : closure('src/app/shell.tsx');
  rows.push([key, weigh(new Set([...entry, ...language, ...around, ...closure(key)])), ROUTE]);
}
for (const key of keys.filter((name) => /-chart\.tsx$/.test(name))) {
  const folder = key.slice(0, key.lastIndexOf('/'));
  const page = keys.find((name) => name.startsWith(folder) && name.endsWith('-page.tsx'));
  const there = new Set([...entry, ...closure('src/app/shell.tsx'), ...closure(page)]);
  const more = [...closure(key)].filter((file) => !there.has(file));
  rows.push([`${key} (after the page)`, weigh(more), LAZY]);
}

let over = false;
for (const [name, bytes, limit] of rows) {
  if (bytes > limit) over = true;
  console.log(`${kB(bytes)} of ${kB(limit)}  ${name}${bytes > limit ? '  TOO BIG' : ''}`);
}
process.exit(over ? 1 : 0);
