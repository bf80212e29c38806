import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecordedFramer } from '../../../../extension/core/tail/recordedFramer.ts';
import { nodeBytes } from '../../../../extension/host/platform.ts';
import { frames, type Frame } from '../../../support/frames.ts';
import { rawEvent } from '../../../support/events.ts';

const recorded = (text: string, size: number): Frame[] =>
  frames(text, { size, framer: (sink) => new RecordedFramer(nodeBytes, sink) });

const EVENT = rawEvent();
const LINE = JSON.stringify(EVENT);
const PRETTY = JSON.stringify(EVENT, null, 4);

const WITH_EVENTS: Record<string, string> = {
  'JSON Lines': `${LINE}\n${LINE}\n`,
  'what wrangler wrote': `${PRETTY}\n${PRETTY}\n`,
  'an array on one line': `[${LINE},${LINE}]`,
  'an array on many lines': `\ufeff\n  [\n  ${PRETTY},\n ${PRETTY}\n]\n`,
  'a HAR document of ours': `\ufeff{ "log" : {"entries":[{"_tailEvent":${LINE}},{"_tailEvent":${LINE}}]}}`,
};

for (const [name, text] of Object.entries(WITH_EVENTS)) {
  test(`${name} gives its events, at any chunk size`, () => {
    for (const size of [1, 2, 3, 5, 64, 1 << 20]) {
      assert.deepEqual(recorded(text, size), [{ object: EVENT }, { object: EVENT }], String(size));
    }
  });
}

test('lines of text in brackets before events are noise, not an array', () => {
  for (const size of [1, 1000]) {
    assert.deepEqual(recorded(`[wrangler] ready\n${LINE}\n`, size), [
      { noise: '[wrangler] ready' },
      { object: EVENT },
    ]);
  }
});

test('a file that ends before it decides holds nothing', () => {
  for (const text of ['', ' ', '[', '{"lo', '{"log":', '\n'.repeat(10_000)]) {
    const found = recorded(text, 100).filter((frame) => 'object' in frame);
    assert.deepEqual(found, [], text.slice(0, 10));
  }
});

test('blanks that never end decide for lines', () => {
  assert.deepEqual(recorded(`${' '.repeat(9000)}\n${LINE}\n`, 512).at(-1), { object: EVENT });
});
