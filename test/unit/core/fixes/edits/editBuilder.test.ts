import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEdits, EditBuilder } from '../../../../../extension/core/fixes/edits/editBuilder.ts';

describe('EditBuilder', () => {
  it('orders edits by their place, whatever order they were made in', () => {
    const edits = new EditBuilder().replace(4, 5, 'X').insert(0, '>').remove(1, 2).build();
    assert.equal(applyEdits('abcdef', edits), '>acdXf');
  });

  it('keeps the order of two insertions at one place, before a replacement that starts there', () => {
    const edits = new EditBuilder().replace(1, 2, 'B').insert(1, '1').insert(1, '2').build();
    assert.equal(applyEdits('abc', edits), 'a12Bc');
  });

  it('refuses edits that overlap', () => {
    assert.throws(() => new EditBuilder().replace(0, 3, 'x').insert(2, 'y').build(), RangeError);
    assert.throws(() => new EditBuilder().remove(0, 2).remove(0, 2).build(), RangeError);
  });

  it('refuses an edit that runs backwards or ends after the source', () => {
    assert.throws(() => new EditBuilder().replace(3, 1, '').build(), RangeError);
    assert.throws(() => applyEdits('abc', [{ start: 2, end: 4, text: '' }]), RangeError);
  });

  it('counts UTF-16 units, so that a surrogate pair before the place takes two', () => {
    assert.equal(applyEdits('𝕎ab', [{ start: 2, end: 3, text: 'A' }]), '𝕎Ab');
  });

  it('changes what it is told to and nothing else, whatever the text', () => {
    const parts = fc.array(
      fc.record({
        kept: fc.string({ unit: 'binary' }),
        removed: fc.string({ unit: 'binary', minLength: 1 }),
        text: fc.string({ unit: fc.constantFrom('\r\n', '\n', '𝕎', 'a') }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, fc.string(), fc.infiniteStream(fc.nat()), (pieces, end, random) => {
        let source = '';
        let expected = '';
        const made: [number, number, string][] = [];
        for (const { kept, removed, text } of pieces) {
          const start = source.length + kept.length;
          made.push([start, start + removed.length, text]);
          source += kept + removed;
          expected += kept + text;
        }
        const builder = new EditBuilder();
        while (made.length > 0) {
          const [edit] = made.splice((random.next().value ?? 0) % made.length, 1);
          if (edit) builder.replace(...edit);
        }
        assert.equal(applyEdits(source + end, builder.build()), expected + end);
      }),
    );
  });
});
