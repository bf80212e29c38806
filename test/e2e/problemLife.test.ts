import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { VISITS } from '../cloudflare/traffic.ts';
import { vsix } from '../package.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { waitFor } from '../support/waitFor.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { Workbench } from '../vscode/workbench.ts';

/** From the first failure to the proof that it is fixed, and to its return. */

const FAILURE = 'Illegal invocation';

let demo: Demo;
let browser: Browser;
let workbench: Workbench;
const deployed: string[] = [];

before(async () => {
  demo = await startDemo({ vsix, traffic: false, onDeploy: (version) => deployed.push(version) });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, demo.editor.url);
  await workbench.command('Tail Worker');
  await waitFor('wrangler has connected', () => demo.cloudflare.api.open === 1);
});

after(async () => {
  await browser.close();
  await demo.dispose();
});

async function visit(times: number): Promise<void> {
  for (let at = 0; at < times; at++) await VISITS.audit(demo.cloudflare.worker);
}

async function problem(): Promise<Locator> {
  return (await workbench.problems(FAILURE)).first();
}

async function problemSays(text: string): Promise<void> {
  await (await workbench.problems(FAILURE)).filter({ hasText: text }).first().waitFor();
}

async function saved(): Promise<void> {
  const versions = deployed.length;
  await workbench.save();
  await waitFor('a new version is deployed', () => deployed.length > versions);
}

function versionNow(): string {
  return (deployed.at(-1) ?? '').slice(0, 8);
}

test('a failure that goes on is an active problem', async () => {
  await visit(6);
  await problemSays('6 times');
  assert.doesNotMatch(await (await problem()).innerText(), /Not seen|Waiting|Edited/);
});

test('its marker follows what is typed above it', async () => {
  await (await problem()).dblclick();
  await workbench.at('src/audit.ts', 10);
  await workbench.page.keyboard.press('Control+Home');
  await workbench.page.keyboard.type('// a line\n');
  await problemSays('[Ln 11, Col 3]');
  await workbench.page.keyboard.press('Control+z');
  await problemSays('[Ln 10, Col 3]');
});

test('an edit of it is seen, and after the save it waits for a new version', async () => {
  await (await problem()).dblclick();
  await workbench.at('src/audit.ts', 10);
  const actions = await workbench.lightBulb();
  assert.match((await actions.allInnerTexts())[0] ?? '', /Call `waitUntil` on `ctx`/);
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.tab.active.dirty').waitFor();
  await problemSays('Edited since.');
  await saved();
  await problemSays('Waiting for a new version.');
  await workbench.screenshot('e2e-life-waiting');
});

test('events of the new version without it are counted, and enough of them clear it', async () => {
  await visit(3);
  await problemSays(`since version ${versionNow()}`);
  await workbench.screenshot('e2e-life-watching');
  await visit(40);
  await (await problem()).waitFor({ state: 'detached' });
});

test('with the fix undone it comes back, and says so', async () => {
  const fixedIn = versionNow();
  await workbench.page.locator('.tab', { hasText: 'audit.ts' }).click();
  await workbench.page.locator('.editor-instance .monaco-editor .view-lines').click();
  await workbench.page.keyboard.press('Control+z');
  await workbench.page.locator('.tab.active.dirty').waitFor();
  await saved();
  await visit(2);
  await problemSays(`Came back in version ${versionNow()}`);
  assert.notEqual(versionNow(), fixedIn);
  await workbench.screenshot('e2e-life-back');
});

test('it is there after a reload of the window, before any event', async () => {
  await Promise.all([
    workbench.page.waitForEvent('load'),
    workbench.command('Developer: Reload Window'),
  ]);
  await workbench.ready();
  await problemSays(`Came back in version ${versionNow()}`);
});
