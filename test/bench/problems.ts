/**
 * Problems at 10,000 events a second of 200 signatures: wrangler's pipe gives about 15 events a task, so a
 * task of the host must stay far below a frame.
 */
import { handlerName } from '../../extension/core/problems/handlerName.ts';
import { ProblemSet } from '../../extension/core/problems/problemSet.ts';
import { signatureOf } from '../../extension/core/problems/signature.ts';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import { rawEvent } from '../support/events.ts';
import { someOccurrence } from '../support/occurrences.ts';
import { percentile, verdict } from './report.ts';

const EVENTS = 10_000;
const SIGNATURES = 200;
/** Events of one chunk of 64 kB, as wrangler prints them. */
const TASK = 15;
const FRAME = 16;
const ROUNDS = 5;

const decoded = decodeTailEvent(rawEvent());
if (decoded.kind !== 'event') throw new Error('The event of the benchmark is none.');
const { event } = decoded;

const tasks: number[] = [];
const settles: number[] = [];
for (let round = 0; round <= ROUNDS; round++) {
  const set = new ProblemSet();
  for (let at = 0; at < EVENTS; at += TASK) {
    const start = performance.now();
    for (let row = at; row < at + TASK; row++) {
      const which = row % SIGNATURES;
      if (row % 2 === 0) {
        set.passed('chat', handlerName(event), 'one', 1000 + row);
        continue;
      }
      const name = 'TypeError';
      const message = `order ${row} of "customer-${row}" has no item in part ${which}`;
      const functionName = `handle${which}`;
      const signature = signatureOf({ name, message, at: { file: 'src/a.ts', functionName } });
      set.add(someOccurrence({ row, time: 1000 + row, name, message, signature }));
    }
    // The first round warms up.
    if (round > 0) tasks.push(performance.now() - start);
  }
  const start = performance.now();
  set.settle();
  if (round > 0) settles.push(performance.now() - start);
}

console.log(`${EVENTS} events, ${SIGNATURES / 2} problems, tasks of ${TASK} events`);
const p99 = percentile(tasks, 0.99);
const settle = percentile(settles, 0.99);
verdict('a task, p99, share of a frame', p99 / FRAME, '≤ 0.25', p99 / FRAME <= 0.25);
verdict('judging all problems, share of a frame', settle / FRAME, '≤ 0.5', settle / FRAME <= 0.5);
