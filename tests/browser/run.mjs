// SPDX-License-Identifier: Apache-2.0
// The console in a real browser on a stack with the demo (make demo): prints "ok …" and
// "not ok …", and exits with 1 when something is not. With --screenshots DIR it also keeps
// pictures of every page there, in both sizes, appearances and languages.
//
// Environment: BC_URL, BC_DEMO_USER, BC_DEMO_PASSWORD, …_B as stack.env has them; CHROMIUM.
import { parseArgs } from 'node:util';
import { accessibility } from './checks/accessibility.mjs';
import { appearance } from './checks/appearance.mjs';
import { bills } from './checks/bills.mjs';
import { lists } from './checks/lists.mjs';
import { overview } from './checks/overview.mjs';
import { money } from './checks/money.mjs';
import { phone } from './checks/phone.mjs';
import { screenshots } from './checks/screenshots.mjs';
import { entering, leaving } from './checks/session.mjs';
import { failed, launch } from './harness.mjs';

const { values } = parseArgs({ options: { screenshots: { type: 'string' } } });

function setting(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set: read stack.env of a stack with the demo`);
    process.exit(2);
  }
  return value;
}

const world = {
  url: setting('BC_URL'),
  owner: { login: setting('BC_DEMO_USER'), password: setting('BC_DEMO_PASSWORD') },
  finance: { login: setting('BC_DEMO_USER_B'), password: setting('BC_DEMO_PASSWORD_B') },
};

const started = Date.now();
const browser = await launch();
try {
  await entering(browser, world);
  await Promise.all([
    (async () => {
      await overview(browser, world);
      await bills(browser, world);
      await lists(browser, world);
      await money(browser, world);
      await appearance(browser, world);
      await phone(browser, world);
      await leaving(browser, world);
    })(),
    accessibility(browser, world),
  ]);
  if (values.screenshots) await screenshots(browser, world, values.screenshots);
} finally {
  await browser.close();
}
console.log(`# ${((Date.now() - started) / 1000).toFixed(1)} s`);
process.exit(failed() ? 1 : 0);
