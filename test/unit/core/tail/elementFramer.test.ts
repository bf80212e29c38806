import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ElementFramer } from '../../../../extension/core/tail/elementFramer.ts';
import { nodeBytes } from '../../../../extension/host/platform.ts';
import { frames, type Frame } from '../../../support/frames.ts';

function elements(text: string | Uint8Array, size?: number, limit?: number, depth = 1): Frame[] {
  return frames(text, {
    ...(size !== undefined && { size }),
    ...(limit !== undefined && { limit }),
    framer: (sink, most) => new ElementFramer(nodeBytes, sink, depth, most),
  });
}

const EVENT = { outcome: 'ok', logs: [{ message: ['},{"][\\', 'ü😀\u2028'] }], nested: { a: {} } };

test('the elements of an array are found at any chunk boundary', () => {
  for (const indent of [0, 2, '\t']) {
    const bytes = Buffer.from(JSON.stringify([EVENT, EVENT], null, indent));
    const expected = [{ object: EVENT }, { object: EVENT }];
    for (let at = 0; at <= bytes.length; at++) {
      const found: Frame[] = [];
      const framer = new ElementFramer(
        nodeBytes,
        {
          object: (object) => void found.push({ object }),
          noise: (line) => assert.fail(line),
          broken: (reason) => assert.fail(reason),
        },
        1,
      );
      framer.push(bytes.subarray(0, at));
      framer.push(bytes.subarray(at));
      framer.end();
      assert.deepEqual(found, expected, `split at ${at}`);
    }
    for (const size of [1, 2, 3, 7]) assert.deepEqual(elements(bytes, size), expected);
  }
});

test('any array of objects gives its elements', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  fc.assert(
    fc.property(
      fc.array(object, { maxLength: 8 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 100 }),
      (objects, indent, size) => {
        const text = JSON.stringify(objects, null, indent);
        const expected = JSON.parse(text) as object[]; // what a reader of JSON makes of it
        assert.deepEqual(
          elements(text, size),
          expected.map((value) => ({ object: value })),
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('deeper elements are found, and what stands beside them at another depth is not', () => {
  const document = {
    log: { version: '1.2', creator: { name: 'x' }, entries: [{ a: 1 }, { b: [{}] }] },
  };
  const found = elements(JSON.stringify(document), 5, undefined, 3);
  assert.deepEqual(found, [{ object: { a: 1 } }, { object: { b: [{}] } }]);
});

test('an element that does not end, is too long or no JSON costs itself only', () => {
  const good = JSON.stringify(EVENT);
  for (const size of [1, 13, 10_000]) {
    assert.deepEqual(elements(`[${good},{"a":`, size), [{ object: EVENT }, { broken: 'unclosed' }]);
    assert.deepEqual(elements(`[{not json},${good}]`, size), [
      { broken: 'not-json' },
      { object: EVENT },
    ]);
    const long = JSON.stringify({ long: 'x'.repeat(1000) });
    assert.deepEqual(elements(`[${long},${good}]`, Math.min(size, 100), 500), [
      { broken: 'too-long' },
      { object: EVENT },
    ]);
  }
});

test('values that are no objects are passed over', () => {
  assert.deepEqual(elements('[1,"{",null,[{}],{"a":1}]'), [{ object: { a: 1 } }]);
});
