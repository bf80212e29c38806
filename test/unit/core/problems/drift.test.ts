import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { measureDrift, type Drifted } from '../../../../extension/core/problems/drift.ts';
import { zeroBased } from '../../../../extension/shared/position.ts';

function drifted(deployed: string, present: string, line: number, column = 0): Drifted {
  return measureDrift(deployed, present)(zeroBased(line, column));
}

function kept(line: number, column = 0): Drifted {
  return { kind: 'kept', position: zeroBased(line, column) };
}

const DEPLOYED = [
  'export default {',
  '  async fetch(request, env) {',
  '    const room = await find(env);',
  '    return room.join(request);',
  '  },',
  '};',
].join('\n');

test('an unchanged text keeps every place', () => {
  assert.deepEqual(drifted(DEPLOYED, DEPLOYED, 3, 16), kept(3, 16));
});

test('lines put in above shift the place', () => {
  assert.deepEqual(drifted(DEPLOYED, `// one\n// two\n${DEPLOYED}`, 3, 16), kept(5, 16));
});

test('lines taken out above shift the place', () => {
  const present = DEPLOYED.split('\n').slice(1).join('\n');
  assert.deepEqual(drifted(DEPLOYED, present, 3, 16), kept(2, 16));
});

test('a line that changed is not trusted, and its neighbours are', () => {
  const present = DEPLOYED.replace('room.join', 'room?.join');
  assert.deepEqual(drifted(DEPLOYED, present, 3, 16), { kind: 'changed', near: zeroBased(3, 0) });
  assert.deepEqual(drifted(DEPLOYED, present, 2, 10), kept(2, 10));
  assert.deepEqual(drifted(DEPLOYED, present, 4), kept(4));
});

test('a line that is gone leaves a place near by', () => {
  const present = DEPLOYED.split('\n')
    .filter((_, line) => line !== 3)
    .join('\n');
  assert.deepEqual(drifted(DEPLOYED, present, 3), { kind: 'changed', near: zeroBased(3, 0) });
});

test('a line that got another indent changed: its columns did', () => {
  const present = DEPLOYED.replace('    return room', '      return room');
  assert.equal(drifted(DEPLOYED, present, 3).kind, 'changed');
});

test('line ends, a byte order mark and spaces at the end of a line do not matter', () => {
  const present = `\uFEFF${DEPLOYED.replace('{\n', '{  \n').replaceAll('\n', '\r\n')}`;
  for (const line of [0, 1, 3, 5]) {
    assert.deepEqual(drifted(DEPLOYED, present, line, 1), kept(line, 1));
    assert.deepEqual(drifted(present, DEPLOYED, line, 1), kept(line, 1));
  }
});

test('equal lines in a changed part are not told apart: none is offered', () => {
  const deployed = ['a', 'return null;', 'b', 'return null;', 'c'].join('\n');
  const present = ['x', 'return null;', 'y', 'z', 'return null;', 'return null;', 'w'].join('\n');
  assert.equal(drifted(deployed, present, 1).kind, 'changed');
  assert.equal(drifted(deployed, present, 3).kind, 'changed');
});

test('one of two equal lines that is gone may be either: none is offered', () => {
  const two = ['a', 'return null;', 'b', 'return null;', 'c'].join('\n');
  const one = ['x', 'return null;', 'y'].join('\n');
  assert.equal(drifted(two, one, 1).kind, 'changed');
  assert.equal(drifted(two, one, 3).kind, 'changed');
  assert.equal(drifted(one, two, 1).kind, 'changed');
});

test('equal lines beside lines of which there is one are told apart', () => {
  const deployed = ['one {', '  return;', '}', 'two {', '  return;', '}'].join('\n');
  const present = `zero {\n  return;\n}\n${deployed}`.replace('two {', 'two {\n  log();');
  assert.deepEqual(drifted(deployed, present, 1), kept(4));
  assert.deepEqual(drifted(deployed, present, 4), kept(8));
});

test('a place that is not in the deployed text is unknown', () => {
  assert.deepEqual(drifted(DEPLOYED, DEPLOYED, 6), { kind: 'unknown' });
  assert.deepEqual(drifted(DEPLOYED, DEPLOYED, 0, 99), { kind: 'unknown' });
  assert.equal(drifted('', DEPLOYED, 0).kind, 'changed');
  assert.deepEqual(drifted(DEPLOYED, '', 3), { kind: 'changed', near: zeroBased(0, 0) });
});

test('texts beyond the bound are unknown, unless they are equal', () => {
  const long = Array.from({ length: 50_001 }, (_, i) => `line ${i}`).join('\n');
  assert.deepEqual(drifted(long, `${long}\n`, 7), { kind: 'unknown' });
  assert.deepEqual(drifted(long, long, 7), kept(7));
});

test('surrogate pairs count as two columns', () => {
  assert.deepEqual(drifted('a\n"😀" + boom()', '"😀" + boom()', 1, 7), kept(0, 7));
});

interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly string[];
}

/** Each line before with its line after, as the edits say. */
function script(
  before: readonly string[],
  edits: readonly Edit[],
): { readonly line: number; readonly text: string }[] {
  const now = before.map((text, line) => ({ line, text }));
  for (const { at, remove, insert } of edits) {
    now.splice(Math.min(at, now.length), remove, ...insert.map((text) => ({ line: -1, text })));
  }
  return now;
}

function edits(line: fc.Arbitrary<string>): fc.Arbitrary<Edit[]> {
  return fc.array(
    fc.record({ at: fc.nat(60), remove: fc.nat(4), insert: fc.array(line, { maxLength: 4 }) }),
    { maxLength: 10 },
  );
}

test('through any edits: a line that is kept and alone of its kind maps to itself', () => {
  let fresh = 0;
  const unique = fc.constant('').map(() => `fresh ${fresh++}`);
  fc.assert(
    fc.property(fc.nat(60), edits(unique), (length, changes) => {
      const before = Array.from({ length }, (_, line) => `line ${line}`);
      const after = script(before, changes);
      const drift = measureDrift(before.join('\n'), after.map(({ text }) => text).join('\n'));
      for (let line = 0; line < length; line++) {
        const now = after.findIndex((each) => each.line === line);
        const found = drift(zeroBased(line, 2));
        if (now >= 0) assert.deepEqual(found, kept(now, 2));
        else assert.equal(found.kind, 'changed');
      }
    }),
    { numRuns: 1000 },
  );
});

test('through any edits of lines that repeat: a kept line has its text, and lines keep their order', () => {
  const line = fc.constantFrom('}', '  return;', 'a', 'b', 'c', '');
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), edits(line), (before, changes) => {
      const present = script(before, changes)
        .map(({ text }) => text)
        .join('\n');
      const after = present.split('\n');
      const drift = measureDrift(before.join('\n'), present);
      let last = -1;
      before.forEach((text, at) => {
        const found = drift(zeroBased(at, 0));
        if (found.kind === 'kept') {
          assert.equal(after[found.position.line], text);
          assert.ok(found.position.line > last);
          last = found.position.line;
        } else if (found.kind === 'changed') {
          assert.ok(found.near.line >= 0 && found.near.line < after.length);
        }
      });
    }),
    { numRuns: 1000 },
  );
});
