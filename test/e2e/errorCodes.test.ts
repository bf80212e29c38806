import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Frame } from 'playwright-core';
import { vsix } from '../package.ts';
import { repository } from '../support/repository.ts';
import { waitFor } from '../support/waitFor.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { scratchCopy, startEditor, type Editor } from '../vscode/codeServer.ts';
import { Workbench } from '../vscode/workbench.ts';

/** Codes are looked up by keyboard alone, with no tail and no network. */

let project: string;
let editor: Editor;
let browser: Browser;
let workbench: Workbench;

before(async () => {
  project = await scratchCopy(path.join(repository, 'test/demo/chat'), 'codes');
  editor = await startEditor({ folder: project, extensions: [vsix] });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, editor.url);
});

after(async () => {
  await browser.close();
  await editor.dispose();
  await rm(project, { recursive: true, force: true });
});

/** Types into the list that is open, and takes what is first once that is this. */
async function choose(text: string, first: RegExp): Promise<void> {
  await workbench.page.locator('.quick-input-widget input').fill(text);
  await workbench.page
    .locator('.quick-input-list .monaco-list-row.focused', { hasText: first })
    .waitFor();
  await workbench.page.keyboard.press('Enter');
}

async function page(title: string): Promise<Frame> {
  const frame = await workbench.webview(`h1:text-is("${title}")`);
  assert.equal(await frame.locator('h1').count(), 1);
  return frame;
}

test('a pasted answer of curl opens the page of its code', async () => {
  await workbench.command('Tail Worker: Explain Error Code…');
  await choose('HTTP/2 404 content-length: 16 error code: 1042', /cf:1042/);
  const frame = await page('Worker fetched a Worker of the same zone');
  assert.match(await frame.locator('main').innerText(), /nothing to do with WebSockets/);
  await workbench.screenshot('e2e-explain');
});

test('a number with several meanings opens all of them', async () => {
  await workbench.command('Tail Worker: Explain Error Code…');
  await choose('1015', /All meanings of 1015/);
  const frame = await page('1015 has 3 meanings');
  assert.deepEqual(await frame.locator('h2').allInnerTexts(), [
    'Rate limited',
    'TLS handshake failed',
    'Unable to purge',
  ]);
});

test('links lead to another code and back', async () => {
  const all = await page('1015 has 3 meanings');
  await all.locator('a', { hasText: 'ws:1015' }).first().press('Enter');
  const one = await page('TLS handshake failed');
  await one.locator('nav a', { hasText: 'Back to 1015' }).press('Enter');
  const again = await page('1015 has 3 meanings');
  await again.locator('nav a', { hasText: 'Back to cf:1042' }).waitFor();
});

test('two codes are compared side by side', async () => {
  await workbench.command('Tail Worker: Compare Error Codes…');
  await choose('ws:1010', /ws:1010/);
  await workbench.page.locator('.quick-input-title', { hasText: 'Compare ws:1010 with' }).waitFor();
  await choose('ws:1014', /ws:1014/);
  const frame = await page('ws:1010 and ws:1014');
  const headings = await frame.locator('h2').allInnerTexts();
  for (const heading of ['Meaning', 'When you see it', 'How to fix', 'Key differences']) {
    assert.ok(headings.includes(heading), headings.join());
  }
  await waitFor('the columns stand side by side', async () => {
    const columns = await frame.locator('.columns').nth(1).locator('> div').all();
    const [left, right] = await Promise.all(columns.map((column) => column.boundingBox()));
    return left && right && left.y === right.y && left.x + left.width <= right.x;
  });
  await workbench.screenshot('e2e-compare');
});

test('the page is there again after a reload', async () => {
  // The editor's own reload: it saves which tabs are open first, a browser's may not come to that.
  await Promise.all([
    workbench.page.waitForEvent('load'),
    workbench.command('Developer: Reload Window'),
  ]);
  await workbench.ready();
  await page('ws:1010 and ws:1014');
});

test('words that nothing has are answered with a sentence', async () => {
  await workbench.command('Tail Worker: Explain Error Code…');
  await workbench.page.locator('.quick-input-widget input').fill('zebra crossing');
  await workbench.page
    .locator('.quick-input-list .monaco-list-row', { hasText: 'Nothing in the catalog' })
    .waitFor();
  await workbench.page.keyboard.press('Escape');
});
