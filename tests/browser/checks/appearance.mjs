// SPDX-License-Identifier: Apache-2.0
import { eventually, same, settled, signIn, test, textsOf, visitor } from '../harness.mjs';

const en = textsOf('en');
const zh = textsOf('zh-CN');

const background = (page) =>
  page.evaluate(() => getComputedStyle(document.querySelector('header') ?? document.body).backgroundColor);

async function chooseLanguage(page, texts, name) {
  await page.getByRole('button', { name: texts.common.language, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

async function chooseAppearance(page, name) {
  await page.getByRole('button', { name: en.shell.theme, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

/** The switches of the header: they work at once, and are kept. */
export async function appearance(browser, { url, owner }) {
  const { context, page, faults } = await visitor(browser, url);
  await signIn(page, en, owner.login, owner.password);
  await page.goto('/bills');

  await test('the language changes at once and is kept', async () => {
    await chooseLanguage(page, en, '简体中文');
    await page.getByRole('heading', { level: 1, name: zh.bills.title }).waitFor();
    same(await page.evaluate(() => document.documentElement.lang), 'zh-CN', 'lang');
    await page.reload();
    await page.getByRole('heading', { level: 1, name: zh.bills.title }).waitFor();
    await eventually('the title', async () => (await page.title()).startsWith(zh.bills.title));
    await chooseLanguage(page, zh, 'English');
    await page.getByRole('heading', { level: 1, name: en.bills.title }).waitFor();
  });

  await test('the appearance changes at once and is kept', async () => {
    await settled(page);
    const light = await background(page);
    await chooseAppearance(page, en.shell.dark);
    await eventually('it is dark', async () => (await background(page)) === 'rgb(20, 20, 20)');
    await page.reload();
    await settled(page);
    same(await background(page), 'rgb(20, 20, 20)', 'after a reload');
    await chooseAppearance(page, en.shell.light);
    await eventually('it is light again', async () => (await background(page)) === light);
  });

  await test('the appearance follows the system until one is chosen', async () => {
    await chooseAppearance(page, en.shell.system);
    await page.emulateMedia({ colorScheme: 'dark' });
    await eventually('it is dark', async () => (await background(page)) === 'rgb(20, 20, 20)');
  });

  await test('a browser that speaks Chinese is answered in Chinese', async () => {
    const chinese = await visitor(browser, url, { locale: 'zh-CN' });
    await signIn(chinese.page, zh, owner.login, owner.password);
    same(chinese.faults, [], 'faults');
    await chinese.context.close();
  });

  await test('appearance: no error in the browser', async () => same(faults, [], 'faults'));
  await context.close();
}
