import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isForeign, parseStack } from '../../../../extension/core/errors/parseStack.ts';

const FRAMES: readonly (readonly [line: string, frame: string])[] = [
  ['    at deep (index.js:4:25)', 'deep index.js 4 25'],
  ['    at Object.fetch (index.js:29:22)', 'Object.fetch index.js 29 22'],
  ['    at async Object.fetch (src/index.ts:11:12)', 'Object.fetch src/index.ts 11 12'],
  ['    at index.js:4:25', ' index.js 4 25'],
  ['    at async index.js:4:25', ' index.js 4 25'],
  ['    at new Room (src/room.ts:3:9)', 'new Room src/room.ts 3 9'],
  [
    '    at Room.say [as webSocketMessage] (index.js:1:2)',
    'Room.say [as webSocketMessage] index.js 1 2',
  ],
  [
    '    at Object.<anonymous> (file:///a%20b/index.js:1:2)',
    'Object.<anonymous> file:///a%20b/index.js 1 2',
  ],
  ['    at boom (index.js:4:25) in chat', 'boom index.js 4 25'],
  ['    at node:internal/timers:5:6', ' node:internal/timers 5 6'],
  ['    at page (app/(auth)/page.ts:7:8)', 'page app/(auth)/page.ts 7 8'],
  ['    at C:\\app\\index.ts:3:4', ' C:\\app\\index.ts 3 4'],
];

for (const [line, expected] of FRAMES) {
  test(`"${line.trim()}" is a frame`, () => {
    const [frame] = parseStack(line);
    assert.ok(frame);
    const { functionName, file, position } = frame;
    assert.equal(`${functionName} ${file} ${position.line} ${position.column}`, expected);
  });
}

test('lines that are no frame are passed over', () => {
  const stack = [
    'CustomError: custom',
    'second line of the message',
    '    at <anonymous>',
    '    at Array.map (<anonymous>)',
    '    at native',
    '    at f (index.js:1:2)',
  ].join('\n');
  assert.deepEqual(
    parseStack(stack).map((frame) => frame.functionName),
    ['f'],
  );
});

test('a hostile stack is read in bounded time', () => {
  const start = performance.now();
  parseStack(`    at ${'('.repeat(100_000)}\n`.repeat(100));
  parseStack(`    at ${':1'.repeat(100_000)}`);
  parseStack('    at f (a:1:1)\n'.repeat(100_000));
  // Nothing here is quadratic: even a slow machine needs a few milliseconds.
  assert.ok(performance.now() - start < 2000);
});

test('code that is not the user’s is told', () => {
  for (const file of ['node:fs', 'cloudflare:workers', 'a/node_modules/hono/x.js', 'm.wasm']) {
    assert.ok(isForeign(file), file);
  }
  for (const file of ['index.js', 'src/index.ts', 'file:///a/src/x.ts', 'src/nodes.ts']) {
    assert.ok(!isForeign(file), file);
  }
});
