import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator } from 'playwright-core';
import { VISITS } from '../cloudflare/traffic.ts';
import { vsix } from '../package.ts';
import { startDemo, type Demo } from '../support/demo.ts';
import { waitFor } from '../support/waitFor.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { Workbench } from '../vscode/workbench.ts';

/** Six mistakes of the demo, by clicks alone: marker, fix, redeploy, marker gone. */

interface Mistake {
  readonly visit: keyof typeof VISITS;
  readonly file: string;
  readonly line: number;
  /** In the marker's message. */
  readonly failure: string;
  readonly fix: string;
  readonly safety: 'safe' | 'review';
  /** The text of the file afterwards. */
  readonly fixed: RegExp;
}

const MISTAKES: readonly Mistake[] = [
  {
    visit: 'audit',
    file: 'src/audit.ts',
    line: 10,
    failure: 'Illegal invocation',
    fix: 'Call `waitUntil` on `ctx`',
    safety: 'safe',
    fixed: /\n {2}ctx\.waitUntil\(record\(/,
  },
  {
    visit: 'avatar',
    file: 'src/avatar.ts',
    line: 5,
    failure: 'immutable headers',
    fix: 'Copy the response before changing its headers',
    safety: 'safe',
    fixed: /new Response\(\w+\.body, \w+\)/,
  },
  {
    visit: 'liveStatus',
    file: 'src/liveStatus.ts',
    line: 8,
    failure: 'You must call one of accept()',
    fix: 'Call `server.accept()` before the first `send()`',
    safety: 'safe',
    fixed: /server\.accept\(\);\s+server\.send/,
  },
  {
    visit: 'quote',
    file: 'src/messages.ts',
    line: 14,
    failure: 'Body has already been used',
    fix: 'Use `request.clone()` where its body is read first',
    safety: 'safe',
    fixed: /await request\.clone\(\)\.json<Message>\(\)/,
  },
  {
    visit: 'limits',
    file: 'src/limits.ts',
    line: 10,
    failure: "reading 'perMinute'",
    fix: 'Return 404 when `settings.limits` is missing',
    safety: 'review',
    fixed: /if \(settings\.limits === undefined\) return new Response\(/,
  },
  {
    visit: 'room',
    file: 'src/room.ts',
    // The event has no stack: the place is what a rule finds in its handler, as a guess.
    line: 22,
    failure: 'Invalid WebSocket close code',
    fix: 'Close without the code that was received',
    safety: 'review',
    fixed: /socket\.close\(\);/,
  },
];

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

/** More than a failure that always comes needs to be taken for gone. */
const MOST_VISITS = 200;

for (const { visit, file, line, failure, fix, safety, fixed } of MISTAKES) {
  describe(`the mistake in ${file}`, () => {
    const marker = async (): Promise<Locator> => (await workbench.problems(failure)).first();

    test('is a marker at its line', async () => {
      for (let times = 0; times < 6; times++) await VISITS[visit](demo.cloudflare.worker);
      await (await workbench.problems(failure)).filter({ hasText: '6 times' }).first().waitFor();
      assert.equal(await (await workbench.problems(failure)).count(), 1);
      await (await marker()).dblclick();
      await workbench.at(file, line);
    });

    test('has a fix, which the light bulb makes', async () => {
      const actions = await workbench.lightBulb();
      assert.equal((await actions.allInnerTexts())[0]?.trim(), fix);
      await workbench.screenshot(`e2e-fix-${visit}`);
      await workbench.page.keyboard.press('Enter');
      if (safety === 'review') await workbench.applyPreview();
      await workbench.page.locator('.tab.active.dirty').waitFor();
    });

    test('comes no more in the version that is deployed after the save, and its marker goes', async () => {
      const versions = deployed.length;
      await workbench.save();
      await waitFor('a new version is deployed', () => deployed.length > versions);
      assert.match(await readFile(path.join(demo.project, file), 'utf8'), fixed);
      let visits = 0;
      await waitFor('the marker is gone', async () => {
        if (visits++ < MOST_VISITS) await VISITS[visit](demo.cloudflare.worker);
        return (await (await workbench.problems(failure)).count()) === 0;
      });
    });
  });
}
