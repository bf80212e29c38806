import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BlockTexts } from '../../../../extension/core/kept/blockTexts.ts';
import { foldCase } from '../../../../extension/shared/foldCase.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'B', 'Z', 'é', 'É', 'İ', 'ß', 'K', 'σ', 'Σ', '𐐀', ' ') }),
);

test('a text comes out as it went in, and so do its parts', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 30 }), fc.nat(20), fc.nat(20), (texts, from, to) => {
      const block = new BlockTexts(texts, texts.map(foldCase));
      for (const [row, expected] of texts.entries()) {
        assert.equal(block.original(row), expected);
        assert.equal(block.original(row, from, to), expected.slice(from, Math.max(from, to)));
        assert.equal(block.lower.slice(block.startOf(row), block.ends[row]), foldCase(expected));
      }
    }),
  );
});

test('folded texts are as long as they were', () => {
  fc.assert(fc.property(text, (any) => assert.equal(foldCase(any).length, any.length)));
});

test('words are compared without regard to case', () => {
  assert.equal(foldCase('ÉCOLE Straße'), foldCase('école STRAßE'));
});
