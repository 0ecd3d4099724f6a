// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

export const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

const KEPT = 'bc.appearance';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
const changed = () => {
  for (const listener of listeners) listener();
};
// Safari 13 has no addEventListener here.
system.addListener(changed);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

const chosen = () => APPEARANCES.find((name) => name === localStorage.getItem(KEPT)) ?? 'system';
const isDark = () => (chosen() === 'system' ? system.matches : chosen() === 'dark');

export function choose(appearance: Appearance) {
  localStorage.setItem(KEPT, appearance);
  changed();
}

export const useAppearance = () => useSyncExternalStore(subscribe, chosen);
export const useDark = () => useSyncExternalStore(subscribe, isDark);
