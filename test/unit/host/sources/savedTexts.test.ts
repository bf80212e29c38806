import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SavedTexts } from '../../../../extension/host/sources/savedTexts.ts';

test('a version has the text that was saved when it was first seen', () => {
  const texts = new SavedTexts();
  texts.saved('/p/a.ts', 'one', 10);
  texts.seen('v1', 20);
  texts.saved('/p/a.ts', 'two', 30);
  texts.seen('v1', 35);
  texts.seen('v2', 40);
  texts.saved('/p/a.ts', 'three', 50);
  assert.equal(texts.of('/p/a.ts', 'v1'), 'one');
  assert.equal(texts.of('/p/a.ts', 'v2'), 'two');
  assert.equal(texts.of('/p/a.ts', 'v3'), undefined);
  assert.equal(texts.of('/p/b.ts', 'v1'), undefined);
});

test('a file that was opened later has its first text', () => {
  const texts = new SavedTexts();
  texts.seen('v1', 10);
  texts.saved('/p/a.ts', 'one', 20);
  texts.saved('/p/a.ts', 'two', 30);
  assert.equal(texts.of('/p/a.ts', 'v1'), 'one');
});

test('what is kept is bounded', () => {
  const texts = new SavedTexts();
  for (let n = 0; n < 2000; n++) {
    texts.seen(`v${n}`, n);
    texts.saved(`/p/${n}.ts`, 'text', n);
    texts.saved('/p/often.ts', `text ${n}`, n);
  }
  texts.saved('/p/large.ts', 'x'.repeat(300_001), 0);
  assert.equal(texts.of('/p/1.ts', 'v1999'), undefined);
  assert.equal(texts.of('/p/1999.ts', 'v1'), undefined);
  assert.equal(texts.of('/p/1999.ts', 'v1999'), 'text');
  assert.equal(texts.of('/p/often.ts', 'v1000'), 'text 1995');
  assert.equal(texts.of('/p/large.ts', 'v1999'), undefined);
});
