import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  moveRange,
  type MovingRange,
  type TextChange,
  type TextPoint,
} from '../../../../extension/core/problems/movingRange.ts';

/** A text with the range between ‹ and ›, and the change's range between [ and ]. */
function moved(marked: string, text: string): string {
  const point = (mark: string): TextPoint => {
    const before = marked.slice(0, marked.indexOf(mark)).replace(/[‹›[\]]/g, '');
    const lines = before.split('\n');
    return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  };
  const range: MovingRange = { start: point('‹'), end: point('›'), edited: false };
  const change: TextChange = { range: { start: point('['), end: point(']') }, text };
  const plain = marked.replace(/[‹›[\]]/g, '');
  const [from, to] = [offsetOf(plain, change.range.start), offsetOf(plain, change.range.end)];
  const after = plain.slice(0, from) + text + plain.slice(to);
  const { start, end, edited } = moveRange(range, [change]);
  const [open, close] = [offsetOf(after, start), offsetOf(after, end)];
  return `${after.slice(0, open)}‹${after.slice(open, close)}›${after.slice(close)}${edited ? ' edited' : ''}`;
}

function offsetOf(text: string, { line, character }: TextPoint): number {
  const lines = text.split('\n').slice(0, line);
  return lines.reduce((sum, each) => sum + each.length + 1, 0) + character;
}

const CASES: readonly (readonly [what: string, marked: string, text: string, result: string])[] = [
  ['before, in the line', 'a[] ‹foo›', 'bc', 'abc ‹foo›'],
  ['before, a line more', 'a[] ‹foo›', '\nb', 'a\nb ‹foo›'],
  ['before, a line less', 'a[\n]b ‹foo›', '', 'ab ‹foo›'],
  ['in a line above', 'x[]\n‹foo›', 'y\nz', 'xy\nz\n‹foo›'],
  ['behind, in the line', '‹foo› b[]', 'c', '‹foo› bc'],
  ['behind, in a line below', '‹foo›\n[a]', 'b', '‹foo›\nb'],
  ['a space that touches the start', '[]‹foo›', '  ', '  ‹foo›'],
  ['a letter that touches the start', '[]‹foo›', 'x', '‹xfoo› edited'],
  ['a bracket that touches the end', '‹foo›[]', '()', '‹foo›()'],
  ['a letter that touches the end', '‹foo›[]', 'd', '‹food› edited'],
  ['a deletion up to the start', '[a ]‹foo›', '', '‹foo›'],
  ['a deletion from the end', '‹foo›[ a]', '', '‹foo›'],
  ['inside', '‹f[o]o›', 'xyz', '‹fxyzo› edited'],
  ['inside, a line more', '‹f[]oo›', '\n', '‹f\noo› edited'],
  ['all of it', '‹[foo]›', 'bar', '‹bar› edited'],
  ['all of it, to nothing', 'a‹[foo]›b', '', 'a‹›b edited'],
  ['over the start', 'a[b‹f]oo›', 'xy', 'axy‹oo› edited'],
  ['over the end', '‹fo[o›b]c', 'xy', '‹fo›xyc edited'],
  ['more than all of it', 'a[b‹foo›b]c', 'new', 'a‹›newc edited'],
  ['a range of several lines, inside', '‹a\nb[]b\nc›', '\n\n', '‹a\nb\n\nb\nc› edited'],
  ['behind surrogate pairs', '😀[]😀‹foo›', '😀', '😀😀😀‹foo›'],
  ['nothing at all', '‹f[]oo›', '', '‹foo›'],
];

for (const [what, marked, text, result] of CASES) {
  test(`a range after a change ${what}`, () => {
    assert.equal(moved(marked, text), result);
  });
}

test('a line end of two characters is one line', () => {
  const range = { start: { line: 3, character: 2 }, end: { line: 3, character: 5 }, edited: false };
  const start = { line: 0, character: 0 };
  const after = moveRange(range, [{ range: { start, end: start }, text: 'a\r\nb\r\n' }]);
  assert.deepEqual(after, {
    start: { line: 5, character: 2 },
    end: { line: 5, character: 5 },
    edited: false,
  });
});

test('through any edits: what is not marked as edited holds the same text', () => {
  const text = fc.array(fc.constantFrom('a', ' ', '\n', '😀', '('), {
    minLength: 1,
    maxLength: 30,
  });
  const edit = fc.record({
    at: fc.nat(40),
    length: fc.nat(6),
    parts: fc.array(fc.constantFrom('b', '\n', ' '), { maxLength: 4 }),
  });
  fc.assert(
    fc.property(
      text,
      fc.nat(30),
      fc.nat(10),
      fc.array(edit, { maxLength: 8 }),
      (parts, at, length, edits) => {
        let now = parts.join('');
        const from = Math.min(at, now.length);
        const to = Math.min(from + length, now.length);
        const original = now.slice(from, to);
        let range: MovingRange = {
          start: pointAt(now, from),
          end: pointAt(now, to),
          edited: false,
        };
        for (const each of edits) {
          const start = Math.min(each.at, now.length);
          const end = Math.min(start + each.length, now.length);
          const change = {
            range: { start: pointAt(now, start), end: pointAt(now, end) },
            text: each.parts.join(''),
          };
          range = moveRange(range, [change]);
          now = now.slice(0, start) + change.text + now.slice(end);
          const [open, close] = [offsetOf(now, range.start), offsetOf(now, range.end)];
          assert.ok(open <= close && close <= now.length);
          assert.deepEqual(pointAt(now, open), range.start);
          assert.deepEqual(pointAt(now, close), range.end);
          if (!range.edited) assert.equal(now.slice(open, close), original);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

function pointAt(text: string, offset: number): TextPoint {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}
