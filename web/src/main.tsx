// SPDX-License-Identifier: Apache-2.0
import { createRoot } from 'react-dom/client';
import { Console } from './app/console';
import { newQueryClient } from './app/providers';
import { speak } from './i18n/i18n';
import { preferredLanguage } from './i18n/language';

async function start() {
  const root = document.getElementById('root');
  if (!root) return;
  await speak(preferredLanguage());
  root.setAttribute('data-started', '');
  createRoot(root).render(<Console client={newQueryClient()} />);
}

void start();
