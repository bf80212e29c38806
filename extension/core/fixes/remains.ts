import { applyEdits } from './edits/editBuilder.ts';
import type { Finding, Fix, FixRule, TextEdit } from './fixRule.ts';
import { nodesAround } from './place.ts';
import type { Project } from './project.ts';
import { parseSource, startOf, type SyntaxTree } from './syntax/syntaxTree.ts';

/** A mistake that a rule found, and what the rule was told. */
export interface Found {
  readonly rule: FixRule;
  readonly finding: Finding;
  readonly tree: SyntaxTree;
  readonly fileName: string;
  readonly message: string;
  readonly project: Project | undefined;
}

/**
 * An edit helps nobody whose result cannot be parsed, or in which the rule finds the same mistake at the
 * same place. What a fix of other files changes is not judged.
 */
export function remains(fix: Fix, found: Found): boolean {
  const { rule, finding, tree, fileName, message, project } = found;
  if (fix.edits.length === 0 || fix.elsewhere !== undefined) return false;
  const edited = parseSource(applyEdits(tree.source, fix.edits), fileName);
  if (edited === undefined) return true;
  const place = movedBy(fix.edits, startOf(finding.node));
  const nodes = nodesAround(edited, place);
  const after = project && { ...project, modules: () => replaced(project, fileName, edited) };
  return rule
    .find({ tree: edited, nodes, message, project: after })
    .some(
      (one) =>
        startOf(one.node) === place &&
        one.node.type === finding.node.type &&
        one.fixes().length > 0,
    );
}

function movedBy(edits: readonly TextEdit[], offset: number): number {
  return edits
    .filter(({ end }) => end <= offset)
    .reduce((sum, { start, end, text }) => sum + text.length - (end - start), offset);
}

function* replaced(project: Project, file: string, tree: SyntaxTree) {
  for (const module of project.modules()) yield module.file === file ? { file, tree } : module;
}
