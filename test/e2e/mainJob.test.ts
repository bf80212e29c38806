import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser, Frame } from 'playwright-core';
import { VISITS } from '../cloudflare/traffic.ts';
import { vsix } from '../package.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { groupMembers, wranglersIn } from '../support/processes.ts';
import { waitFor } from '../support/waitFor.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { Workbench } from '../vscode/workbench.ts';

/** One user, from the palette to the fix, with mouse and keyboard, on the installed VSIX. */

let demo: Demo;
let browser: Browser;
let workbench: Workbench;
let panel: Frame;
const deployed: string[] = [];

before(async () => {
  demo = await startDemo({ vsix, traffic: false, onDeploy: (version) => deployed.push(version) });
  browser = await launchBrowser();
  workbench = await Workbench.open(browser, demo.editor.url);
});

after(async () => {
  await browser.close();
  await demo.dispose();
});

function visit(name: keyof typeof VISITS): Promise<void> {
  return VISITS[name](demo.cloudflare.worker);
}

/** Titles, codes and texts of the rows in view. */
function rows(): Promise<string[]> {
  return panel.locator('.row:visible').allInnerTexts();
}

async function rowsWith(text: string): Promise<number> {
  return (await rows()).filter((row) => row.includes(text)).length;
}

test('commands that cannot run yet are not offered', async () => {
  await workbench.command('Tail Worker: Show Panel');
  panel = await workbench.webview('div.empty');
  await panel.locator('div.empty', { hasText: 'See what your Worker does' }).waitFor();
  const titles = await workbench.offered('Tail Worker:');
  assert.ok(titles.includes('Tail Worker: Open Session…'), titles.join());
  for (const hidden of ['Stop…', 'Stop All', 'Restart…', 'Clear']) {
    assert.ok(!titles.includes(`Tail Worker: ${hidden}`), hidden);
  }
});

test('the command starts the project’s wrangler, and requests arrive in the panel', async () => {
  await workbench.command('Tail Worker');
  panel = await workbench.webview('.header');
  await waitFor('wrangler has connected', () => demo.cloudflare.api.open === 1);
  await visit('home');
  await panel.locator('.row:visible').first().waitFor();
  assert.match((await rows()).join('\n'), /chat\s+GET \/\s+200/);
  await panel.locator('.header .state .name', { hasText: 'Live' }).waitFor();
});

test('an exception is a row with its code, and its detail says what, why and where', async () => {
  await visit('audit');
  const row = panel.locator('.row.error:visible', { hasText: 'Illegal invocation' });
  await row.waitFor();
  assert.equal(await row.locator('.chip').innerText(), 'cf:1101');
  await row.click();
  const card = panel.locator('.card');
  await card.waitFor();
  assert.equal(await card.locator('.chip').innerText(), 'rt:illegal-invocation');
  assert.match(await card.innerText(), /The visitor saw Error 1101/);
  assert.match(
    await panel.locator('.frames').innerText(),
    /at audit\s+src\/audit\.ts:10:3\s+mapped/,
  );
  await workbench.screenshot('e2e-detail');
});

test('a frame opens its line in the editor', async () => {
  await panel.locator('.frames button', { hasText: 'src/audit.ts' }).click();
  await workbench.at('src/audit.ts', 10);
});

test('Problems has the failure at its line, once, with its code', async () => {
  await visit('audit');
  const ours = await workbench.problems('Illegal invocation');
  await waitFor('the count is two', async () => (await ours.innerText()).includes('2 times'));
  assert.equal(await ours.count(), 1);
  assert.match(await ours.innerText(), /Tail Worker\s*rt:illegal-invocation\s*\[Ln 10, Col 3\]/);
  await workbench.screenshot('e2e-problems');
});

test('the light bulb fixes it, and after the save it comes no more', async () => {
  await (await workbench.problems('Illegal invocation')).first().dblclick();
  await workbench.at('src/audit.ts', 10);
  await workbench.lightBulb();
  await workbench.page.keyboard.press('Enter');
  await workbench.page.locator('.tab.active.dirty').waitFor();
  const versions = deployed.length;
  await workbench.save();
  await waitFor('a new version is deployed', () => deployed.length > versions, 2000);

  await workbench.command('Tail Worker: Show Panel');
  panel = await workbench.webview('.header');
  await panel.locator('.row:visible', { hasText: 'Illegal invocation' }).first().waitFor();
  await panel.locator('.header button[aria-label="Clear"]').click();
  await waitFor('the list is empty', async () => (await rows()).length === 0);
  await visit('audit');
  await visit('home');
  await waitFor('the request after it has arrived', async () => (await rowsWith('GET /')) > 0);
  assert.equal(await rowsWith('Illegal invocation'), 0);
  await panel.locator('.row:visible').last().click();
  await panel.locator('.facts').waitFor();
  assert.ok((await panel.locator('.facts').innerText()).includes(deployed.at(-1) ?? 'a version'));
});

test('a running session can be stopped, and nobody was interrupted by a message', async () => {
  const titles = await workbench.offered('Tail Worker: Stop');
  assert.ok(titles.includes('Tail Worker: Stop…'), titles.join());
  await workbench.command('Tail Worker: Stop…');
  await waitFor('the tail is deleted', () => demo.cloudflare.api.open === 0);
  panel = await workbench.webview('.header');
  await panel.locator('.header .state .name', { hasText: 'Stopped' }).waitFor();
  assert.deepEqual(await workbench.notifications(), []);
});

test('after the extension host was killed, the next start ends the wrangler that it left', async () => {
  await workbench.command('Tail Worker');
  const leader = await waitFor('wrangler runs', () => wranglersIn(demo.project)[0]);
  await waitFor('it is connected', () => demo.cloudflare.api.open === 1);
  process.kill(leader.parent, 'SIGKILL');
  await waitFor('its parent is gone', () => wranglersIn(demo.project)[0]?.parent !== leader.parent);
  assert.equal(demo.cloudflare.api.open, 1, 'it goes on tailing');
  await workbench.reload();
  await waitFor('it is ended', () => groupMembers(leader.pid).length === 0);
});

test('a reload of the window ends the session, and leaves no wrangler behind', async () => {
  await workbench.command('Tail Worker');
  await waitFor('wrangler has connected', () => demo.cloudflare.api.open === 1);
  await workbench.reload();
  await waitFor('the tail is deleted', () => demo.cloudflare.api.open === 0);
  await waitFor('no process is left', () => wranglersIn(demo.project).length === 0);
});
