import { rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { vsix } from '../package.ts';
import { repository } from '../support/repository.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { scratchCopy, startEditor, type Editor } from '../vscode/codeServer.ts';
import { Workbench } from '../vscode/workbench.ts';

/** A folder that is no Worker project yet. */

let folder: string;
let editor: Editor;
let browser: Browser;
let workbench: Workbench;

before(async () => {
  folder = await scratchCopy(path.join(repository, 'test/demo/chat/src'), 'empty');
  editor = await startEditor({ folder, extensions: [vsix] });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, editor.url);
});

after(async () => {
  await browser.close();
  await editor.dispose();
  await rm(folder, { recursive: true, force: true });
});

test('an empty panel says that there is no project, and sees it come and go', async () => {
  await workbench.command('Tail Worker: Show Panel');
  const panel = await workbench.webview('div.empty');
  const says = (text: string): Promise<void> =>
    panel.locator('div.empty', { hasText: text }).waitFor();
  await says('There is no Worker project here');
  await workbench.screenshot('e2e-no-project');
  const config = path.join(folder, 'wrangler.jsonc');
  await writeFile(config, '{ "name": "new", "main": "index.ts" }\n');
  await says('See what your Worker does');
  await rm(config);
  await says('There is no Worker project here');
});
