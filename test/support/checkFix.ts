import assert from 'node:assert/strict';
import { applyEdits } from '../../extension/core/fixes/editBuilder.ts';
import type { Fix, FixRule } from '../../extension/core/fixes/fixRule.ts';
import { parseSource } from '../../extension/core/fixes/syntaxTree.ts';

/** Stands in a test's source where the frame points; it is taken out before the source is parsed. */
export const PLACE = '▸';

/**
 * The rule offers this title at the place and its edits turn `before` into `after`, which still parses
 * and in which the rule has nothing left to do.
 */
export function checkFix(
  rule: FixRule,
  before: string,
  title: string,
  after: string,
  fileName = 'worker.ts',
): Fix {
  const { source, offset } = placeIn(before);
  const fix = proposeAt(rule, source, offset, fileName);
  assert.ok(fix, `${rule.id} offers nothing in:\n${before}`);
  const fixed = applyEdits(source, fix.edits);
  assert.equal(fixed, after);
  assert.equal(fix.title, title);
  const moved = fix.edits
    .filter(({ start }) => start < offset)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), offset);
  const again = proposeAt(rule, fixed, Math.max(0, Math.min(moved, fixed.length)), fileName);
  assert.equal(again, undefined, `${rule.id} offers "${again?.title ?? ''}" for its own result`);
  return fix;
}

/** The rule offers nothing at the place. */
export function checkNoFix(rule: FixRule, before: string, fileName = 'worker.ts'): void {
  const { source, offset } = placeIn(before);
  const fix = proposeAt(rule, source, offset, fileName);
  assert.equal(fix, undefined, `${rule.id} offers "${fix?.title ?? ''}" in:\n${before}`);
}

function proposeAt(
  rule: FixRule,
  source: string,
  offset: number,
  fileName: string,
): Fix | undefined {
  const tree = parseSource(source, fileName);
  assert.ok(tree, `cannot be parsed:\n${source}`);
  return rule.propose({ source, tree, offset, message: '' });
}

function placeIn(marked: string): { source: string; offset: number } {
  const parts = marked.split(PLACE);
  assert.equal(parts.length, 2, `one ${PLACE} says where the frame points:\n${marked}`);
  return { source: parts.join(''), offset: marked.indexOf(PLACE) };
}
