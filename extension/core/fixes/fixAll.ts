import { t } from '../../shared/l10n.ts';
import type { KnownProblem } from './checkModule.ts';
import type { FileEdits, Fix, TextEdit } from './fixRule.ts';
import { type NewName, scopesOf } from './syntax/scope.ts';
import type { SyntaxTree } from './syntax/syntaxTree.ts';

/** The mistakes that were found in one module. */
export interface ModuleProblems {
  readonly tree: SyntaxTree;
  readonly problems: readonly KnownProblem[];
}

/** The same of a project's file. */
export interface FileProblems extends ModuleProblems {
  readonly file: string;
}

/**
 * One fix for all mistakes of one kind in a module: the first fix of each, as long as it is safe, edits
 * this file alone and touches no text that an earlier one edits.
 *
 * @returns undefined when less than two can be mended together.
 */
export function fixAll(module: ModuleProblems): Fix | undefined {
  const taken = together(module);
  const [first] = taken;
  if (first === undefined || taken.length < 2) return undefined;
  const title = t('Fix all {0} of this kind in the file', String(taken.length));
  return { rule: first.rule, title, safety: 'safe', edits: editsOf(taken) };
}

/** What can be mended in a module at once without a look at it; the mistakes may be of several kinds. */
export function safeEdits(module: ModuleProblems): readonly TextEdit[] {
  return editsOf(together(module));
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
  for (const module of files) {
    const taken = together(module);
    if (taken.length === 0) continue;
    rule ??= taken[0]?.rule;
    count += taken.length;
    elsewhere.push({ file: module.file, edits: editsOf(taken) });
  }
  if (rule === undefined || elsewhere.length < 2) return undefined;
  const title = t('Fix all {0} of this kind in the project', String(count));
  return { rule, title, safety: 'safe', edits: [], elsewhere };
}

/** Fixes are made one after the other: a name that one declares is not free for the next. */
function together({ tree, problems }: ModuleProblems): Fix[] {
  const taken: Fix[] = [];
  const declared: NewName[] = [];
  for (const { finding, fixes } of problems) {
    if (!isSafeHere(fixes[0])) continue;
    const { made, names } = scopesOf(tree).besides(declared, () => finding.fixes());
    const [fix] = made;
    if (!isSafeHere(fix) || taken.some(({ edits }) => touches(edits, fix.edits))) continue;
    taken.push(fix);
    declared.push(...names);
  }
  return taken;
}

function isSafeHere(fix: Fix | undefined): fix is Fix {
  return fix?.safety === 'safe' && fix.elsewhere === undefined;
}

function editsOf(fixes: readonly Fix[]): TextEdit[] {
  return fixes.flatMap((fix) => fix.edits).sort((a, b) => a.start - b.start);
}

function touches(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return some.some((a) => others.some((b) => a.start <= b.end && b.start <= a.end));
}
