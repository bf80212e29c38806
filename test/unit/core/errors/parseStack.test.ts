import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseStack } from '../../../../extension/core/errors/parseStack.ts';

/** A line → function, file, line, column, origin unless it is own. Most were printed by V8 or workerd. */
const FRAMES: readonly (readonly [line: string, frame: string])[] = [
  // As workerd names modules in production, and as miniflare does.
  ['    at deep (index.js:4:25)', 'deep|index.js|4|25'],
  ['    at Object.fetch (index.js:29:22)', 'Object.fetch|index.js|29|22'],
  ['    at index.js:4:25', '|index.js|4|25'],
  ['    at fetch (_worker.js:1:2)', 'fetch|_worker.js|1|2'],
  ['    at f (functionsWorker-0.123.js:1:99999)', 'f|functionsWorker-0.123.js|1|99999'],
  ['    at f (file:///a/index.js:1:2)', 'f|file:///a/index.js|1|2'],
  ['    at f (file:///a%20b/index.js:1:2)', 'f|file:///a%20b/index.js|1|2'],
  ['    at f (file:///C:/app/index.js:1:2)', 'f|file:///C:/app/index.js|1|2'],
  ['    at file:///C:/a%20(b)/index.js:1:2', '|file:///C:/a%20(b)/index.js|1|2'],
  // As Cloudflare maps them.
  ['    at boom (src/lib/boom.ts:4:30)', 'boom|src/lib/boom.ts|4|30'],
  ['    at async Object.fetch (src/index.ts:11:12)', 'Object.fetch|src/index.ts|11|12'],
  ['    at src/index.ts:11:12', '|src/index.ts|11|12'],
  ['    at f (../shared/text.ts:1:2)', 'f|../shared/text.ts|1|2'],
  ['    at page (app/(auth)/page.ts:7:8)', 'page|app/(auth)/page.ts|7|8'],
  ['    at page (app/[id]/page.tsx:7:8)', 'page|app/[id]/page.tsx|7|8'],
  ['    at f (a b/c d.ts:1:2)', 'f|a b/c d.ts|1|2'],
  ['    at f (C:/Program Files (x86)/a.ts:1:2)', 'f|C:/Program Files (x86)/a.ts|1|2'],
  ['    at f (src/odd(one.ts:1:2)', 'f|src/odd(one.ts|1|2'],
  ['    at C:\\app\\index.ts:3:4', '|C:\\app\\index.ts|3|4'],
  ['    at f (C:\\a b\\index.ts:3:4)', 'f|C:\\a b\\index.ts|3|4'],
  ['    at f (\\\\host\\share\\a.ts:3:4)', 'f|\\\\host\\share\\a.ts|3|4'],
  ['    at f (src/ünï/𝕎.ts:3:4)', 'f|src/ünï/𝕎.ts|3|4'],
  // What functions are called.
  ['    at async index.js:4:25', '|index.js|4|25'],
  ['    at async f (index.js:4:25)', 'f|index.js|4|25'],
  ['    at new Room (src/room.ts:3:9)', 'new Room|src/room.ts|3|9'],
  ['    at new <anonymous> (src/room.ts:3:9)', 'new <anonymous>|src/room.ts|3|9'],
  ['    at Object.<anonymous> (index.js:1:2)', 'Object.<anonymous>|index.js|1|2'],
  ['    at A.say [as hey] (index.js:1:2)', 'A.say [as hey]|index.js|1|2'],
  ['    at get v (index.js:7:53)', 'get v|index.js|7|53'],
  ['    at get v [as v] (index.js:7:53)', 'get v [as v]|index.js|7|53'],
  ['    at #p (index.js:7:20)', '#p|index.js|7|20'],
  ['    at <static_initializer> (index.js:7:180)', '<static_initializer>|index.js|7|180'],
  ['    at <instance_members_initializer> (a.js:1:2)', '<instance_members_initializer>|a.js|1|2'],
  ['    at [q w] (index.js:4:145)', '[q w]|index.js|4|145'],
  ['    at Object.[Symbol.iterator] (a.js:1:2)', 'Object.[Symbol.iterator]|a.js|1|2'],
  ['    at a b (c) (index.js:4:72)', 'a b (c)|index.js|4|72'],
  ['    at a) (index.js:4:72)', 'a)|index.js|4|72'],
  ['    at (a (index.js:4:72)', '(a|index.js|4|72'],
  ['    at x:1:2 (index.js:4:105)', 'x:1:2|index.js|4|105'],
  ['    at f (a.js:1:2) (index.js:3:4)', 'f (a.js:1:2)|index.js|3|4'],
  ['    at async (index.js:3:4)', 'async|index.js|3|4'],
  // What bundlers make of modules.
  ['    at src/lib/boom.ts (index.js:3:36)', 'src/lib/boom.ts|index.js|3|36'],
  ['    at Object.src/lib/boom.ts (index.js:3:36)', 'Object.src/lib/boom.ts|index.js|3|36'],
  [
    '    at node_modules/dep/index.js (index.js:5:6)',
    'node_modules/dep/index.js|index.js|5|6|dependency',
  ],
  ['    at __require (index.js:5:6)', '__require|index.js|5|6|helper'],
  ['    at __esm (index.js:5:6)', '__esm|index.js|5|6|helper'],
  ['    at async __async (index.js:5:6)', '__async|index.js|5|6|helper'],
  ['    at f (.wrangler/tmp/bundle-1/x.js:5:6)', 'f|.wrangler/tmp/bundle-1/x.js|5|6|helper'],
  ['    at f (node_modules/zod/index.js:5:6)', 'f|node_modules/zod/index.js|5|6|dependency'],
  // Places behind which something stands.
  ['    at boom (index.js:4:25) in chat', 'boom|index.js|4|25'],
  ['    at boom (index.js:4:25) in my-worker', 'boom|index.js|4|25'],
  ['    at index.js:4:25 in chat', '|index.js|4|25'],
  // Code that is no file.
  ['    at node:internal/timers:5:6', '|node:internal/timers|5|6|runtime'],
  [
    '    at EventEmitter.emit (node-internal:events:311:32)',
    'EventEmitter.emit|node-internal:events|311|32|runtime',
  ],
  ['    at D.run (cloudflare-internal:d1-api:9:1)', 'D.run|cloudflare-internal:d1-api|9|1|runtime'],
  ['    at f (cloudflare:workers:9:1)', 'f|cloudflare:workers|9|1|runtime'],
  ['    at f (workerd:unsafe:9:1)', 'f|workerd:unsafe|9|1|runtime'],
  ['    at native array.js:5:6', '|native array.js|5|6|runtime'],
  [
    '    at wasm://wasm/e30a2672:wasm-function[0]:0x1e',
    'wasm-function[0]|wasm://wasm/e30a2672|1|31|dependency',
  ],
  [
    '    at add (wasm://wasm/e30a2672:wasm-function[3]:0x1f)',
    'add|wasm://wasm/e30a2672|1|32|dependency',
  ],
  ['    at core::panic (m.wasm:wasm-function[12]:0xFF)', 'core::panic|m.wasm|1|256|dependency'],
  // Evaluated code: where it was evaluated.
  ['    at eval (eval at f (index.js:1:2), <anonymous>:3:4)', 'eval|index.js|1|2'],
  ['    at g (eval at <anonymous> (index.js:2:7), <anonymous>:1:21)', 'g|index.js|2|7'],
  ['    at eval (eval at a b (c) (d e.js:2:7), <anonymous>:1:21)', 'eval|d e.js|2|7'],
  ['    at eval at f (index.js:1:2), <anonymous>:3:4', '|index.js|1|2'],
  ['    at h (eval at g (eval at f (a.js:5:6), <anonymous>:1:2), <anonymous>:3:4)', 'h|a.js|5|6'],
  // As texts come.
  ['    at f (index.js:1:2)\r', 'f|index.js|1|2'],
  ['\tat f (index.js:1:2)', 'f|index.js|1|2'],
  ['at f (index.js:1:2)', 'f|index.js|1|2'],
];

for (const [line, expected] of FRAMES) {
  test(`${JSON.stringify(line.trim())} is a frame`, () => {
    const frames = parseStack(line).map(({ functionName, file, position, origin }) => {
      const parts = [functionName, file, position.line, position.column];
      return [...parts, ...(origin === 'own' ? [] : [origin])].join('|');
    });
    assert.deepEqual(frames, [expected]);
  });
}

for (const line of [
  'CustomError: custom',
  'Error: failed at f (index.js:1:2)',
  '    at <anonymous>',
  '    at Array.map (<anonymous>)',
  '    at async Promise.all (index 0)',
  '    at native',
  '    at Array.forEach (native)',
  '    at <anonymous>:3:4',
  '    at eval (eval at <anonymous> (<anonymous>:1:2), <anonymous>:3:4)',
  '    at f (index.js)',
  '    at f (index.js:7)',
  '    at f (index.js:0:0)',
  '    at f (:1:2)',
  '    at f ()',
  '    at ',
  '    ... 7 more',
  '',
]) {
  test(`${JSON.stringify(line)} names no place`, () => {
    assert.deepEqual(parseStack(line), []);
  });
}

test('the lines of a custom message are passed over', () => {
  const stack = [
    'CustomError: it failed',
    'at the door, at 10:30:15',
    'at 10:30:15',
    '    at f (index.js:1:2)',
    '    at Array.map (<anonymous>)',
    '    at g (index.js:3:4)',
  ].join('\n');
  assert.deepEqual(
    parseStack(stack).map((frame) => frame.functionName),
    ['f', 'g'],
  );
});

test('a stack is read for fifty frames', () => {
  assert.equal(parseStack('    at f (a.js:1:2)\n'.repeat(1000)).length, 50);
});

test('a hostile stack is read in bounded time', () => {
  const start = performance.now();
  parseStack(`    at ${'('.repeat(100_000)}\n`.repeat(100));
  parseStack(`    at ${':1'.repeat(100_000)}`);
  parseStack('    at f (a:1:1)\n'.repeat(100_000));
  for (const piece of [' (', ')', '(', ' in a', 'eval at (', 'eval at f (eval at , ', ':1', ' ']) {
    const body = piece.repeat(Math.floor(1900 / piece.length));
    parseStack(`    at ${body})\n    at ${body}\n    at f (${body}:1:2)\n`.repeat(60));
  }
  // Nothing here is quadratic: even a slow machine needs a few milliseconds.
  assert.ok(performance.now() - start < 2000);
});
