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

/** The demo recording, read by keyboard alone. */

let folder: string;
let editor: Editor;
let browser: Browser;
let workbench: Workbench;
let panel: Frame;

before(async () => {
  folder = await scratchCopy(path.join(repository, 'test/demo/chat/src'), 'viewer');
  editor = await startEditor({ folder, extensions: [vsix] });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, editor.url);
  await workbench.command('Tail Worker: Open Demo Recording');
  await workbench.at('src/audit.ts', 10);
  panel = await workbench.webview('.header');
  await panel.locator('.row.error:visible').first().waitFor();
});

after(async () => {
  await browser.close();
  await editor.dispose();
  await rm(folder, { recursive: true, force: true });
});

function press(...keys: readonly string[]): Promise<void> {
  return keys.reduce(
    (before, key) => before.then(() => workbench.page.keyboard.press(key)),
    Promise.resolve(),
  );
}

const rows = () => panel.locator('.row:not([hidden])');

test('Filter… leads into the box, suggests what occurs, and shows what matches', async () => {
  await workbench.command('Tail Worker: Filter…');
  await panel.locator('input:focus').waitFor();
  await workbench.page.keyboard.type('status:fail', { delay: 30 });
  await panel.getByRole('option', { name: /failing/ }).waitFor();
  await press('Tab');
  await panel.getByText(/^\d+ of 41$/).waitFor();
  await panel
    .locator('.row:not([hidden]):not(.error, .answered)')
    .first()
    .waitFor({ state: 'detached' });
  await workbench.screenshot('e2e-viewer-filter');
});

test('a mistake is told at its characters, and the last valid filter stays', async () => {
  const before = await rows().count();
  await workbench.page.keyboard.type(' status:okk', { delay: 30 });
  await panel.locator('.filter-complaint', { hasText: 'is no status (character' }).waitFor();
  assert.equal(await rows().count(), before);
  await press(...Array.from({ length: ' status:okk'.length }, () => 'Backspace'));
  await panel.locator('.filter-complaint').waitFor({ state: 'detached' });
});

test('rows are chosen, copied, seen in their context, and left again', async () => {
  await panel.locator('.scroller').focus();
  await press('Home');
  await panel.locator('.row.selected').waitFor();
  await press('Control+a', 'Control+c');
  await workbench.page.locator('.statusbar', { hasText: /Copied \d+ events/ }).waitFor();
  await panel.locator('.scroller').focus();
  await press('Home', 'c');
  await panel.getByText('Back to the filter').waitFor();
  await panel.locator('.scroller').focus();
  await press('Escape');
  await panel.getByText('Back to the filter').waitFor({ state: 'detached' });
  await panel.getByText(/^\d+ of 41$/).waitFor();
});

test('Find counts and steps, and F8 goes from failure to failure', async () => {
  await panel.locator('.scroller').focus();
  await press('Control+f');
  await panel.locator('.find-bar input:focus').waitFor();
  await workbench.page.keyboard.type('lobby', { delay: 30 });
  const count = panel.locator('.find-count', { hasText: /\d+ of \d+/ });
  await count.waitFor();
  const before = await count.innerText();
  await press('Enter');
  await panel.locator('.find-count').filter({ hasNotText: before }).waitFor();
  await workbench.screenshot('e2e-viewer-find');
  await press('Escape');
  await workbench.command('Tail Worker: Next Failure');
  await panel.locator('.row.selected.error, .row.selected.answered').first().waitFor();
});
