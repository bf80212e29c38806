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
