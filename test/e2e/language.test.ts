import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { vsix } from '../package.ts';
import { repository } from '../support/repository.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { scratchCopy, startEditor, type Editor } from '../vscode/codeServer.ts';
import { Workbench } from '../vscode/workbench.ts';

/** The installed VSIX in an editor whose display language is Russian. */

let project: string;
let editor: Editor;
let browser: Browser;
let workbench: Workbench;

before(async () => {
  project = await scratchCopy(path.join(repository, 'test/demo/chat'), 'chat');
  editor = await startEditor({ folder: project, extensions: [vsix], language: 'ru' });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, editor.url);
});

after(async () => {
  await browser.close();
  await editor.dispose();
  await rm(project, { recursive: true, force: true });
});

test('the panel is in the editor’s language', async () => {
  await workbench.command('Tail Worker: Показать панель');
  const panel = await workbench.webview('div.empty');
  await panel.locator('div.empty', { hasText: 'Следите за своим Worker' }).waitFor();
  assert.equal(await panel.locator('html').getAttribute('lang'), 'ru');
  assert.match(await panel.locator('.footer').innerText(), /Время местное/);
  await workbench.screenshot('e2e-ru');
});

test('commands are in the editor’s language, and Tail Worker has its name', async () => {
  const titles = await workbench.offered('Tail Worker');
  assert.ok(titles.includes('Tail Worker'), titles.join());
  assert.ok(titles.includes('Tail Worker: Показать панель'), titles.join());
});

test('a code’s page has its headings in the editor’s language, and English where there is no text', async () => {
  await workbench.command('Tail Worker: Объяснить код ошибки…');
  await workbench.page.locator('.quick-input-widget input').fill('error code: 1042');
  await workbench.page
    .locator('.quick-input-list .monaco-list-row.focused', { hasText: 'cf:1042' })
    .waitFor();
  await workbench.page.keyboard.press('Enter');
  const page = await workbench.webview('main h1');
  assert.match(await page.locator('h1').innerText(), /[а-я]{4}/);
  const headings = await page.locator('h2').allInnerTexts();
  for (const heading of ['Когда вы это видите', 'Как исправить', 'Часто понимают неверно']) {
    assert.ok(headings.includes(heading), headings.join());
  }
  assert.match(await page.locator('.lead').innerText(), /same zone/);
  assert.equal(await page.locator('html').getAttribute('lang'), 'ru');
  await workbench.screenshot('e2e-explain-ru');

  await workbench.command('Tail Worker: Сравнить коды ошибок…');
  for (const [title, code] of [
    ['Сравнить: первый код', 'ws:1002'],
    ['Сравнить ws:1002 с', 'ws:1014'],
  ] as const) {
    await workbench.page.locator('.quick-input-title', { hasText: title }).waitFor();
    await workbench.page.locator('.quick-input-widget input').fill(code);
    await workbench.page
      .locator('.quick-input-list .monaco-list-row.focused', { hasText: code })
      .waitFor();
    await workbench.page.keyboard.press('Enter');
  }
  await workbench.webview('h2:text-is("Ключевые различия")');
  await workbench.screenshot('e2e-compare-ru');
});
