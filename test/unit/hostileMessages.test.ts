import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { ENTRIES } from '../../extension/core/catalog/catalog.ts';

/** A pattern that backtracks takes minutes for these; one pass takes milliseconds. ms */
const PATIENCE = 20_000;

/** No text is read any further. UTF-16 units. */
const LENGTH = 70_000;

/** Beginnings that patterns look for, over and over, with an end that never fits. */
function hostile(): string[] {
  const pieces = [
    'a',
    ' ',
    '<',
    '"errors":[{',
    '"errors" : [ { "code" ',
    '[code: ',
    'error code: 1',
    'Ray ID error ',
    'Cloudflare API (',
    'put: x (1000',
    'put: x (10000) ',
    'Queue send failed: x (10000',
    'batch size of (10000',
    'D1_ERROR: x (7404',
    'service core:user:x: Uncaught ',
    'wrangler deploy Uncaught x ',
    'TypeError: ',
    'aError',
    'DOMException [x]: ]',
    '\n',
    '\n    at x',
    '\\n  at ',
    'webSocketClose(ws ',
    'code code code',
    '1006',
    'errno sqlState ',
    'D1_ERROR: ',
    'close code: ',
    ...ENTRIES.flatMap(({ messages = [] }) => messages.map(({ text }) => text.slice(0, -1))),
  ];
  return pieces.map((piece) => piece.repeat(Math.ceil(LENGTH / piece.length)));
}

test('no message takes more than its length', async () => {
  const module = new URL('../../extension/core/catalog/identify.ts', import.meta.url).href;
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     import(workerData.module).then(({ identify }) => {
       for (const text of workerData.texts) {
         for (const origin of ['exception', 'log', 'tool', 'pasted']) identify(text, origin);
       }
       parentPort.postMessage('done');
     });`,
    { eval: true, workerData: { module, texts: hostile() } },
  );
  const timer = setTimeout(() => void worker.terminate(), PATIENCE);
  const answer = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => resolve('it did not come to an end'));
  });
  clearTimeout(timer);
  await worker.terminate();
  assert.equal(answer, 'done');
});
