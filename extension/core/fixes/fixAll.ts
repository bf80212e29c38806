import { t } from '../../shared/l10n.ts';
import type { KnownProblem } from './checkModule.ts';
import type { FileEdits, Fix, TextEdit } from './fixRule.ts';

/** The mistakes that were found in one file of a project. */
export interface FileProblems {
  readonly file: string;
  readonly problems: readonly KnownProblem[];
}

/**
 * One fix for all mistakes of one kind in a module: the first fix of each, as long as it is safe, edits
 * this file alone and touches no text that an earlier one edits.
 *
 * @param problems of one module. @returns undefined when less than two can be mended together.
 */
export function fixAll(problems: readonly KnownProblem[]): Fix | undefined {
  const taken = together(problems);
  const [first] = taken;
  if (first === undefined || taken.length < 2) return undefined;
  const title = t('Fix all {0} of this kind in the file', String(taken.length));
  return { rule: first.rule, title, safety: 'safe', edits: editsOf(taken) };
}

/** What can be mended in a module at once without a look at it; the mistakes may be of several kinds. */
export function safeEdits(problems: readonly KnownProblem[]): readonly TextEdit[] {
  return editsOf(together(problems));
}

/**
 * The same over the modules of a project.
 *
 * @returns undefined when the mistakes are all in one file: then `fixAll` mends them.
 */
export function fixAllInProject(files: readonly FileProblems[]): Fix | undefined {
  const elsewhere: FileEdits[] = [];
  let rule: string | undefined;
  let count = 0;
  for (const { file, problems } of files) {
    const taken = together(problems);
    if (taken.length === 0) continue;
    rule ??= taken[0]?.rule;
    count += taken.length;
    elsewhere.push({ file, edits: editsOf(taken) });
  }
  if (rule === undefined || elsewhere.length < 2) return undefined;
  const title = t('Fix all {0} of this kind in the project', String(count));
  return { rule, title, safety: 'safe', edits: [], elsewhere };
}

function together(problems: readonly KnownProblem[]): Fix[] {
  const taken: Fix[] = [];
  for (const { fixes } of problems) {
    const [fix] = fixes;
    if (fix?.safety !== 'safe' || fix.elsewhere !== undefined) continue;
    if (taken.every((earlier) => !touches(earlier.edits, fix.edits))) taken.push(fix);
  }
  return taken;
}

function editsOf(fixes: readonly Fix[]): TextEdit[] {
  return fixes.flatMap((fix) => fix.edits).sort((a, b) => a.start - b.start);
}

function touches(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return some.some((a) => others.some((b) => a.start <= b.end && b.start <= a.end));
}
