/** Stands for `proposeFixes.ts` and `checkModule.ts` while the tests of the rules are run for their sources. */
import * as real from '../../extension/core/fixes/checkModule.ts';
import type { FixRule } from '../../extension/core/fixes/fixRule.ts';
import type { Project } from '../../extension/core/fixes/project.ts';
import * as realFixes from '../../extension/core/fixes/proposeFixes.ts';
import type { SyntaxTree } from '../../extension/core/fixes/syntax/syntaxTree.ts';

/** A source about which the test of a rule asks, and what it tells of the error. */
export interface Example {
  readonly name: string;
  readonly text: string;
  /** Codes of the rule. */
  readonly codes: readonly string[];
  readonly message: string;
  readonly project: Project | undefined;
}

export const asked = new Map<string, Example>();

function note(example: Example): void {
  asked.set(`${example.codes.join()} ${example.message} ${example.text}`, example);
}

export const proposeFixes: typeof realFixes.proposeFixes = (request) => {
  const { codes, message, source: text, fileName: name, project } = request;
  note({ name, text, codes, message, project });
  return realFixes.proposeFixes(request);
};

export function checkModule(
  tree: SyntaxTree,
  project?: Project,
  rules?: readonly FixRule[],
): real.KnownProblem[] {
  const codes = rules?.flatMap((rule) => rule.codes) ?? [];
  note({ name: 'worker.ts', text: tree.source, codes, message: '', project });
  return real.checkModule(tree, project, rules);
}
