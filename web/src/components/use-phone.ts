// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

const query = () => window.matchMedia('(max-width: 767px)');

function subscribe(changed: () => void) {
  const list = query();
  // Safari 13 has no addEventListener here.
  list.addListener(changed);
  return () => list.removeListener(changed);
}

/** Under 768 px, where tables become cards and the menu a drawer. */
export const usePhone = () => useSyncExternalStore(subscribe, () => query().matches);
