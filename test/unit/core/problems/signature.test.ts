import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normaliseMessage, signatureOf } from '../../../../extension/core/problems/signature.ts';

const MESSAGES: readonly (readonly [string, string])[] = [
  ['no user 17', 'no user <n>'],
  ['balance -12.50 at 1e9', 'balance <n> at <n>'],
  ['room 7f9c24e8-3b12-4ef1-9a45-0123456789ab is gone', 'room <uuid> is gone'],
  ['object 0x7ffe12 leaked', 'object <n> leaked'],
  ['commit deadbeef01 not found', 'commit <n> not found'],
  ['key sk_live_51H8aBcDeFgHiJk is bad', 'key <id> is bad'],
  ['GET https://api.example.com/u/17?x=1 failed', 'GET <url> failed'],
  ['from 2026-11-21T09:48:35.123Z on', 'from <time> on'],
  ['at 09:48:35 today', 'at <time> today'],
  ['address 2001:db8::8a2e:370:7334 and 10.0.0.1', 'address <ip> and <n>'],
  ['mail to jane.doe@example.com', 'mail to <email>'],
  [
    'Unexpected token \'e\', "error code: 1042" is not valid JSON',
    'Unexpected token <text>, <text> is not valid JSON',
  ],
  [
    "Can't accept() WebSocket after enabling hibernation.",
    "Can't accept() WebSocket after enabling hibernation.",
  ],
  [
    "Cannot read properties of undefined (reading 'id')",
    'Cannot read properties of undefined (reading id)',
  ],
  ['Cannot call `acceptWebSocket()` twice', 'Cannot call acceptWebSocket() twice'],
  ['[\n  {\n    "code": "invalid_type"\n  }\n]', '[ { <text>: <text> } ]'],
  ['D1_ERROR: no such table: users', 'D<n>_ERROR: no such table: users'],
  ['a\u202Eb\u0000c', 'a b c'],
  ['', ''],
];

for (const [message, normal] of MESSAGES) {
  test(`${JSON.stringify(message)} is told as ${JSON.stringify(normal)}`, () => {
    assert.equal(normaliseMessage(message), normal);
  });
}

test('a different property that was read is a different failure', () => {
  const read = (key: string): string =>
    normaliseMessage(`Cannot read properties of undefined (reading '${key}')`);
  assert.notEqual(read('id'), read('name'));
});

test('values of every kind do not tell failures apart', () => {
  const value = fc.oneof(
    fc.integer().map(String),
    fc.uuid(),
    // A quote or a bracket may be a part of an address, or its end.
    fc.webUrl().filter((url) => !/['()]/.test(url)),
    fc.ipV6().filter((ip) => ip.split(':').length > 3 && !ip.includes('.') && /\d/.test(ip)),
    fc.stringMatching(/^[a-z ]{0,40}$/).map((text) => `"${text}"`),
    fc
      .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
      .map((d) => d.toISOString()),
  );
  fc.assert(
    fc.property(value, (one) => {
      const normal = normaliseMessage(`order ${one} was refused`);
      assert.match(normal, /^order <\w+> was refused$/);
    }),
  );
});

const SPECIAL = ['a', 'b', '1', '.', ':', '-', "'", '"', '`', '/', '<', '>', ' ', '\n', '😀', 'f'];

test('any text is bounded, in one line and not changed by a second pass', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1500 }),
    fc.string({ unit: fc.constantFrom(...SPECIAL), maxLength: 1500 }),
  );
  fc.assert(
    fc.property(text, (message) => {
      const normal = normaliseMessage(message);
      assert.ok(normal.length <= 200);
      assert.doesNotMatch(normal, /[\r\n]/);
      assert.equal(normaliseMessage(normal), normal);
    }),
    { numRuns: 500 },
  );
});

test('a long message that is cut inside a value gives the same text', () => {
  const of = (id: string): string => normaliseMessage(`"${'x'.repeat(990)}${id} and more"`);
  assert.equal(of('123456789'), of('987654321000'));
});

test('hostile texts take no long time', () => {
  const started = performance.now();
  for (const unit of ['a.', '1:', '"', "'", 'f', '-', 'a@', '0-', 'a1', '://', '1,']) {
    for (let i = 0; i < 20; i++) normaliseMessage(unit.repeat(100_000));
  }
  // Linear: some ms. A pattern that backtracks takes minutes.
  assert.ok(performance.now() - started < 5000);
});

test('the name, the message and the place make the signature; the line does not', () => {
  const parts = {
    name: 'TypeError',
    message: 'no room 7',
    at: { file: 'src/room.ts', functionName: 'Room.join' },
  };
  assert.equal(signatureOf(parts), 'TypeError: no room <n> @ src/room.ts#Room.join');
  assert.equal(signatureOf({ ...parts, message: 'no room 8' }), signatureOf(parts));
  for (const other of [
    { ...parts, name: 'RangeError' },
    { ...parts, message: 'no door' },
    { ...parts, at: { file: 'src/a.ts', functionName: 'Room.join' } },
    { ...parts, at: { file: 'src/room.ts', functionName: 'Room.leave' } },
    { ...parts, at: { handler: 'Room.alarm' } },
  ]) {
    assert.notEqual(signatureOf(other), signatureOf(parts));
  }
});

test('how V8 spells the receiver of a function does not matter', () => {
  const of = (functionName: string): string =>
    signatureOf({ name: 'E', message: '', at: { file: 'a.ts', functionName } });
  assert.equal(of('Object.fetch'), of('fetch'));
  assert.equal(of('async Object.fetch'), of('fetch'));
  assert.equal(of('fetch [as handler]'), of('fetch'));
  assert.equal(of('<anonymous>'), of(''));
  assert.notEqual(of('Room.fetch'), of('fetch'));
});

test('a signature is bounded, whatever the event says', () => {
  const long = '\u{1F600}'.repeat(1000);
  const signature = signatureOf({
    name: long,
    message: long,
    at: { file: long, functionName: long },
  });
  assert.ok(signature.length <= 660, `${signature.length}`);
  assert.doesNotMatch(signature, /[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
});
