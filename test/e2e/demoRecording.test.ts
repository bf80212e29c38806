import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Frame } from 'playwright-core';
import { vsix } from '../package.ts';
import { repository } from '../support/repository.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { scratchCopy, startEditor, type Editor } from '../vscode/codeServer.ts';
import { Workbench } from '../vscode/workbench.ts';

/** Somebody who has just installed the extension, and has no Worker. */

let folder: string;
let editor: Editor;
let browser: Browser;
let workbench: Workbench;
let panel: Frame;

before(async () => {
  folder = await scratchCopy(path.join(repository, 'test/demo/chat/src'), 'nothing');
  editor = await startEditor({ folder, extensions: [vsix] });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, editor.url);
});

after(async () => {
  await browser.close();
  await editor.dispose();
  await rm(folder, { recursive: true, force: true });
});

test('the empty panel leads to the demo, which fails in the source beside it', async () => {
  await workbench.command('Tail Worker: Show Panel');
  panel = await workbench.webview('div.empty');
  await panel.getByRole('button', { name: 'Open Demo Recording' }).click();
  await workbench.at('src/audit.ts', 10);
  panel = await workbench.webview('.header');
  await panel.locator('.row.error:visible').first().waitFor();
  const problem = await workbench.problems('Illegal invocation');
  assert.match(await problem.innerText(), /3 times/);
});

test('a click mends what failed', async () => {
  await (await workbench.problems('Illegal invocation')).first().dblclick();
  await workbench.at('src/audit.ts', 10);
  await workbench.lightBulb();
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.tab.active.dirty').waitFor();
  await workbench.screenshot('e2e-demo-recording');
});
