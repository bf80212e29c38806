import type { KnownProblem } from './checkModule.ts';
import type { Fix, TextEdit } from './fixRule.ts';

/**
 * One fix for all mistakes of one kind in a module: the first fix of each, as long as it is safe, edits
 * this file alone and touches no text that an earlier one edits.
 *
 * @param problems of one module. @returns undefined when less than two can be mended together.
 */
export function fixAll(problems: readonly KnownProblem[], title: string): Fix | undefined {
  const taken: Fix[] = [];
  for (const { fixes } of problems) {
    const [fix] = fixes;
    if (fix?.safety !== 'safe' || fix.elsewhere !== undefined) continue;
    if (taken.every((earlier) => !touches(earlier.edits, fix.edits))) taken.push(fix);
  }
  const [first] = taken;
  if (first === undefined || taken.length < 2) return undefined;
  const edits = taken.flatMap((fix) => fix.edits).sort((a, b) => a.start - b.start);
  return { rule: first.rule, title, safety: 'safe', edits };
}

function touches(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return some.some((a) => others.some((b) => a.start <= b.end && b.start <= a.end));
}
