// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { settled, signIn, test, textsOf, VIEWPORTS, visitor } from '../harness.mjs';
import { pagesFor } from '../pages.mjs';

const LANGUAGES = { en: 'en-US', 'zh-CN': 'zh-CN' };

/** Every page in every size, appearance and language: NAME-SIZE-APPEARANCE-LANGUAGE.png. */
export async function screenshots(browser, world, folder) {
  mkdirSync(folder, { recursive: true });
  const pages = await pagesFor(world);
  for (const [language, locale] of Object.entries(LANGUAGES)) {
    const { context, page } = await visitor(browser, world.url, { locale });
    const keep = async (name) => {
      for (const [size, viewport] of Object.entries(VIEWPORTS)) {
        await page.setViewportSize(viewport);
        for (const colorScheme of ['light', 'dark']) {
          await page.emulateMedia({ colorScheme });
          await settled(page);
          await page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}-${language}.png`) });
        }
      }
    };
    await test(`screenshots in ${language}`, async () => {
      await page.goto('/sign-in');
      await page.getByRole('button', { name: textsOf(language)['sign-in'].submit, exact: true }).waitFor();
      await keep('sign-in');
      await signIn(page, textsOf(language), world.owner.login, world.owner.password);
      for (const [name, path] of Object.entries(pages)) {
        await page.goto(path);
        await keep(name);
      }
    });
    await context.close();
  }
}
