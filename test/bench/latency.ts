/**
 * In the real VS Code, on the installed VSIX: from the moment an event leaves the local service (so with
 * wrangler's own time) until its row is painted, and until its problem is in the Problems panel.
 */
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import type { Frame, Page } from 'playwright-core';
import type { TraceItem } from '../cloudflare/api/traceItem.ts';
import { packageExtension, vsix } from '../package.ts';
import { startDemo } from '../support/demo.ts';
import { rawEvent, rawException } from '../support/events.ts';
import { waitFor } from '../support/waitFor.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { Workbench } from '../vscode/workbench.ts';
import { median, percentile, verdict } from './report.ts';
import { benchEvent } from './stream.ts';

const FRAME = 1000 / 60;
/** The machine has other things to do: the median of some rounds counts. */
const ROUNDS = 5;

await packageExtension();
const demo = await startDemo({ vsix, traffic: false });
const browser = await launchBrowser();
try {
  const workbench = await Workbench.open(browser, demo.editor.url, { width: 1400, height: 1600 });
  await workbench.command('Tail Worker');
  await waitFor('wrangler has connected', () => demo.cloudflare.api.open === 1);
  const panel = await workbench.webview('.header');

  const rounds = new Map([20, 200, 1000].map((rate) => [rate, [] as number[][]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [rate, delays] of rounds) delays.push(await rowDelays(panel, rate, round));
  }
  for (const [rate, delays] of rounds) {
    const p50 = median(delays.map((each) => percentile(each, 0.5)));
    const p95 = median(delays.map((each) => percentile(each, 0.95)));
    console.log(`rows at ${rate}/s: ${delays.flat().length} measured in ${ROUNDS} rounds`);
    verdict(
      `  p50, ms`,
      p50,
      `≤ ${(2 * FRAME).toFixed(1)}: two animation frames`,
      p50 <= 2 * FRAME,
    );
    verdict(`  p95, ms`, p95, '≤ 50', p95 <= 50);
  }
  const markers = await markerDelays(workbench);
  const p95 = percentile(markers, 0.95);
  console.log(`markers: ${markers.length} measured, p50 ${percentile(markers, 0.5).toFixed(0)} ms`);
  verdict('  p95, ms', p95, '≤ 250', p95 <= 250);
} finally {
  await browser.close();
  await demo.dispose();
}

/** Notes in the page when each text that matches first appears. `mark` gets what the pattern's group holds. */
async function observe(page: Page | Frame, selector: string, pattern: string): Promise<void> {
  await page.evaluate(
    ([watched, source]) => {
      const seen: Record<string, number | undefined> = {};
      Object.assign(globalThis, { benchSeen: seen });
      const { port1, port2 } = new MessageChannel();
      let found: string[] = [];
      // A message posted while a frame is made arrives after the frame was painted.
      port1.onmessage = () => {
        const now = performance.timeOrigin + performance.now();
        for (const key of found) seen[key] ??= now;
        found = [];
      };
      const target = document.querySelector(watched);
      if (target === null) throw new Error(`There is no ${watched}.`);
      new MutationObserver(() => {
        for (const match of target.textContent.matchAll(new RegExp(source, 'g'))) {
          const key = match[1];
          if (key !== undefined && !(key in seen)) found.push(key);
        }
        if (found.length > 0) port2.postMessage(undefined);
      }).observe(target, { subtree: true, childList: true, characterData: true });
    },
    [selector, pattern] as const,
  );
}

function seen(page: Page | Frame): Promise<Record<string, number>> {
  return page.evaluate(
    () => (globalThis as unknown as { benchSeen: Record<string, number> }).benchSeen,
  ); // set by `observe`
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

async function rowDelays(panel: Frame, rate: number, round: number): Promise<number[]> {
  await observe(panel, '.window', `/row-${rate}-${round}-(\\d+)-`);
  const count = rate * 2;
  const sent: number[] = [];
  const start = performance.now();
  while (sent.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - start) / 1000) * rate));
    while (sent.length < due) {
      const event = benchEvent(1);
      event.event = {
        request: {
          url: `https://a.b/row-${rate}-${round}-${sent.length}-`,
          method: 'GET',
          headers: {},
        },
        response: { status: 200 },
      };
      sent.push(now());
      demo.cloudflare.api.deliver(event as TraceItem); // the shape is the same
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await waitFor('the last row is painted', async () => String(count - 1) in (await seen(panel)));
  const painted = await seen(panel);
  // At a high rate some rows scroll by between two frames: they were never there to be seen.
  return sent.flatMap((time, index) => {
    const at = painted[String(index)];
    return at === undefined ? [] : [at - time];
  });
}

/**
 * Each failure is a new problem, at its own place in a bundle whose map is local. Numbers in messages are values, and
 * failures that differ in values alone are one problem, whose count waits for its turn: so each has a word of its own.
 */
async function markerDelays(workbench: Workbench): Promise<number[]> {
  const map = new TraceMap(await readFile(path.join(demo.project, 'dist/index.js.map'), 'utf8'));
  const places: string[] = [];
  let lastLine = -1;
  eachMapping(map, (mapping) => {
    if (mapping.originalLine === null || mapping.originalLine === lastLine) return;
    lastLine = mapping.originalLine;
    places.push(`index.js:${mapping.generatedLine}:${mapping.generatedColumn + 1}`);
  });
  await workbench.problems('');
  await observe(workbench.page, '.markers-panel', 'no room for ([a-z]+)');
  const delays: number[] = [];
  for (const [index, place] of places.slice(0, 45).entries()) {
    const sent = now();
    const failure = rawEvent({
      outcome: 'exception',
      exceptions: [rawException(`no room for ${word(index)}`, `    at f (${place})`)],
    });
    demo.cloudflare.api.deliver(failure as TraceItem); // the shape is the same
    const at = await waitFor(
      'the marker',
      async () => (await seen(workbench.page))[word(index)],
    ).catch(() => undefined);
    // The list shows what fits: one below its end is not seen.
    if (at === undefined) break;
    // The first loads the map: the budget is for warm ones.
    if (index > 0) delays.push(at - sent);
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  return delays;
}

/** `aa`, `ab`, …; for numbers below 676. */
function word(index: number): string {
  return String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));
}
