import assert from 'node:assert/strict';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import type { Fix, FixRule } from '../../extension/core/fixes/fixRule.ts';
import type { Reach } from '../../extension/core/fixes/place.ts';
import type { Project } from '../../extension/core/fixes/project.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { parseSource, SyntaxTrees } from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { failingLog } from './failingLog.ts';

/** Stands in a test's source where the frame points; it is taken out before the source is parsed. */
export const PLACE = '▸';

export interface PlaceOptions {
  readonly fileName?: string;
  /** `handler` when the error has no frame of the user's own; `frame` when missing. */
  readonly reach?: Reach;
  readonly message?: string;
  readonly project?: Project;
}

/**
 * The rule offers this title at the place and its edits turn `before` into `after`, which still parses
 * and in which the rule has nothing left to do.
 */
export function checkFix(
  rule: FixRule,
  before: string,
  title: string,
  after: string,
  options: PlaceOptions = {},
): Fix {
  const { source, offset } = placeIn(before);
  const fixes = proposeAt(rule, source, offset, options);
  const fix = fixes.find((one) => one.title === title);
  assert.ok(fix, `${rule.id} offers ${titlesOf(fixes)}, not "${title}", in:\n${before}`);
  const fixed = applyEdits(source, fix.edits);
  assert.equal(fixed, after);
  const moved = fix.edits
    .filter(({ start }) => start < offset)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), offset);
  const place = Math.max(0, Math.min(moved, fixed.length));
  const again = proposeAt(rule, fixed, place, options);
  assert.deepEqual(again, [], `${rule.id} offers ${titlesOf(again)} for its own result`);
  return fix;
}

/** The rule offers nothing at the place. */
export function checkNoFix(rule: FixRule, before: string, options: PlaceOptions = {}): void {
  const { source, offset } = placeIn(before);
  const fixes = proposeAt(rule, source, offset, options);
  assert.deepEqual(fixes, [], `${rule.id} offers ${titlesOf(fixes)} in:\n${before}`);
}

/** All that the rule offers at the place. */
export function offeredAt(rule: FixRule, marked: string, options: PlaceOptions = {}): Fix[] {
  const { source, offset } = placeIn(marked);
  return proposeAt(rule, source, offset, options);
}

function titlesOf(fixes: readonly Fix[]): string {
  return JSON.stringify(fixes.map(({ title }) => title));
}

function proposeAt(
  rule: FixRule,
  source: string,
  offset: number,
  { fileName = 'worker.ts', reach = 'frame', message = '', project }: PlaceOptions,
): Fix[] {
  assert.ok(parseSource(source, fileName), `cannot be parsed:\n${source}`);
  const fixes = proposeFixes({
    codes: rule.codes,
    message,
    source,
    fileName,
    offset,
    reach,
    project,
    log: failingLog,
    rules: [rule],
    projectRules: [],
    trees: new SyntaxTrees(),
  });
  // At a handler there is also what would show more the next time.
  return fixes.filter((fix) => fix.rule === rule.id);
}

function placeIn(marked: string): { source: string; offset: number } {
  const parts = marked.split(PLACE);
  assert.equal(parts.length, 2, `one ${PLACE} says where the frame points:\n${marked}`);
  return { source: parts.join(''), offset: marked.indexOf(PLACE) };
}
