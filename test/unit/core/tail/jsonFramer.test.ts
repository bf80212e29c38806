import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { frames } from '../../../support/frames.ts';
import { JsonFramer } from '../../../../extension/core/tail/jsonFramer.ts';
import { nodeBytes } from '../../../../extension/host/platform.ts';

const EVENT = { outcome: 'ok', logs: [{ message: ['}\n{', 'ü😀\u2028'] }], nested: { a: {} } };

for (const indent of [0, 1, 2, 4, '\t']) {
  for (const newline of ['\n', '\r\n']) {
    const text = `${JSON.stringify(EVENT, null, indent)}\n`.repeat(3).replaceAll('\n', newline);
    test(`objects of indent ${JSON.stringify(indent)} with ${JSON.stringify(newline)} are found at any chunk size`, () => {
      for (const size of [1, 2, 3, 5, 7, 16, 61, 1000, 1 << 20]) {
        const expected = [{ object: EVENT }, { object: EVENT }, { object: EVENT }];
        assert.deepEqual(frames(text, { size }), expected, `chunks of ${size}`);
      }
    });
  }
}

test('an object is given with its last byte, before the next one begins', () => {
  const given: unknown[] = [];
  const framer = new JsonFramer(nodeBytes, {
    object: (value) => void given.push(value),
    noise: (line) => assert.fail(line),
    broken: (reason) => assert.fail(reason),
  });
  framer.push(Buffer.from(JSON.stringify(EVENT, null, 4)));
  assert.deepEqual(given, [EVENT]);
});

test('text before, between and after objects is noise, line by line', () => {
  const pretty = JSON.stringify(EVENT, null, 4);
  const text = `\nGetting User settings...\n${pretty}\njson\n\n"gave up"\n${pretty}\nbye`;
  assert.deepEqual(frames(text), [
    { noise: 'Getting User settings...' },
    { object: EVENT },
    { noise: 'json' },
    { noise: '"gave up"' },
    { object: EVENT },
    { noise: 'bye' },
  ]);
});

test('text on the line of an object is noise, and the object is found', () => {
  const line = JSON.stringify(EVENT);
  const pretty = JSON.stringify(EVENT, null, 2);
  for (const size of [1, 9, 10_000]) {
    assert.deepEqual(frames(`send a report? ${line} no\n`, { size }), [
      { noise: 'send a report? ' },
      { object: EVENT },
      { noise: 'no' },
    ]);
    assert.deepEqual(frames(`prompt? ${pretty}${pretty}rest\n`, { size }), [
      { noise: 'prompt? ' },
      { object: EVENT },
      { object: EVENT },
      { noise: 'rest' },
    ]);
    assert.deepEqual(frames(`${line}${line}\n`, { size }), [{ object: EVENT }, { object: EVENT }]);
  }
});

test('scalars, arrays and null are no objects; an empty object is one', () => {
  assert.deepEqual(frames('null\n1\n[]\n"s"\n{}\n'), [
    { noise: 'null' },
    { noise: '1' },
    { noise: '[]' },
    { noise: '"s"' },
    { object: {} },
  ]);
});

test('an object that never closes costs itself only', () => {
  const good = JSON.stringify(EVENT, null, 4);
  const cut = good.slice(0, good.length / 2).trimEnd();
  for (const size of [1, 13, 10_000]) {
    assert.deepEqual(frames(`${cut}\n${cut}\n${good}\n${good}\n`, { size }), [
      { broken: 'unclosed' },
      { object: EVENT },
      { object: EVENT },
    ]);
  }
  assert.deepEqual(frames(`${good}\n${cut}`), [{ object: EVENT }, { broken: 'unclosed' }]);
});

test('an object over the limit is dropped, and the stream goes on behind it', () => {
  const good = JSON.stringify(EVENT, null, 4);
  const endless = `{\n${'    "key": "value",\n'.repeat(1000)}`;
  for (const size of [64, 700, 30_000]) {
    assert.deepEqual(
      frames(`${good}\n${endless}${good}\n${good}\n`, { size, limit: 2048 }).at(-1),
      {
        object: EVENT,
      },
    );
  }
  assert.deepEqual(frames(`${endless}${good}\n`, { size: 64, limit: 2048 }), [
    { broken: 'too-long' },
    { object: EVENT },
  ]);
});

test('what closes like an object and is no JSON is reported', () => {
  assert.deepEqual(frames('{\n  not json\n}\n{}\n'), [{ broken: 'not-json' }, { object: {} }]);
});

test('a byte order mark is passed over', () => {
  assert.deepEqual(frames('\ufeff{"a":1}\n', { size: 1 }), [{ object: { a: 1 } }]);
});

test('bytes that are no UTF-8 lose no event', () => {
  const bytes = Buffer.from('{\n  "a": "x?"\n}\n');
  bytes[bytes.indexOf('?')] = 0xff;
  assert.deepEqual(frames(bytes), [{ object: { a: 'x\ufffd' } }]);
});

test('any objects, indents and chunks give the same objects', () => {
  const object = fc.dictionary(fc.string(), fc.jsonValue());
  const indent = fc.integer({ min: 0, max: 8 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(object, indent), { maxLength: 8 }),
      fc.integer({ min: 1, max: 200 }),
      (objects, size) => {
        const text = objects.map(([value, spaces]) => JSON.stringify(value, null, spaces));
        const expected = text.map((each): unknown => JSON.parse(each));
        assert.deepEqual(
          frames(`${text.join('\n')}\n`, { size }),
          expected.map((value) => ({ object: value })),
        );
      },
    ),
    { numRuns: 500 },
  );
});
