import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { VISITS } from '../cloudflare/traffic.ts';
import { vsix } from '../package.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { waitFor } from '../support/waitFor.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { Workbench } from '../vscode/workbench.ts';

/** Fixes from where a user looks: the panel's card, and Problems before anything has failed. */

let demo: Demo;
let browser: Browser;
let workbench: Workbench;

before(async () => {
  demo = await startDemo({ vsix, traffic: false });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, demo.editor.url);
});

after(async () => {
  await browser.close();
  await demo.dispose();
});

const source = (name: string): string => path.join(demo.project, 'src', name);

test('a mistake that has not failed yet is told of in Problems, and mended there', async () => {
  const file = source('room.ts');
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('socket.close(code, reason)', "socket.close(1005, 'bye')"));
  await workbench.command('Tail Worker: Check Source for Known Problems');
  await waitFor('it says what it has found', async () =>
    (await workbench.notifications()).some((said) => said.startsWith('Known problems in chat: 1,')),
  );
  const hint = await workbench.problems('no close frame can hold the code 1005');
  await workbench.screenshot('e2e-hints');
  // Its middle is the link of the code.
  await hint.first().dblclick({ position: { x: 80, y: 10 } });
  await workbench.at('src/room.ts', 22);
  const actions = await workbench.lightBulb();
  await workbench.screenshot('e2e-hint-fix');
  assert.match((await actions.allInnerTexts())[0] ?? '', /1000/);
  await workbench.page.keyboard.press('Enter');
  await hint.first().waitFor({ state: 'detached' });
  await workbench.page.keyboard.press('Control+Z');
  await hint.first().waitFor();
});

test('the card of an event says what each fix does, and shows the edit that is to be reviewed', async () => {
  await workbench.command('Tail Worker');
  await waitFor('wrangler has connected', () => demo.cloudflare.api.open === 1);
  await VISITS.limits(demo.cloudflare.worker);
  const panel = await workbench.webview('.header');
  await panel.locator('.row.error:visible', { hasText: "reading 'perMinute'" }).click();
  const fixes = panel.locator('.card .fixes li');
  await fixes.first().waitFor();
  assert.match(
    await fixes.first().innerText(),
    /Return 404 when settings\.limits is missing\s+Changes src\/limits\.ts\. You see a preview first\./,
  );
  await workbench.screenshot('e2e-card-fixes');
  // By keyboard alone.
  await fixes.first().locator('vscode-button').focus();
  await workbench.page.keyboard.press('Enter');
  await workbench.applyPreview();
  await workbench.page.locator('.tab.active.dirty', { hasText: 'limits.ts' }).waitFor();
});
