import type { Finding, Fix, FixRule } from './fixRule.ts';
import type { Project } from './project.ts';
import { rules as allRules } from './rules/index.ts';
import { descendantsOf, startOf, type SyntaxTree } from './syntaxTree.ts';

/** A known mistake in a source, found without an error. */
export interface KnownProblem {
  readonly rule: FixRule;
  readonly finding: Finding;
  readonly fixes: readonly Fix[];
}

/**
 * Every mistake of a module that a rule can mend, one for each subject, in the order of the text.
 *
 * @throws what a rule throws: a bug of that rule.
 */
export function checkModule(
  tree: SyntaxTree,
  project?: Project,
  rules: readonly FixRule[] = allRules,
): KnownProblem[] {
  const nodes = [...descendantsOf(tree.program)];
  const problems: KnownProblem[] = [];
  for (const rule of rules) {
    const seen = new Set<unknown>();
    for (const finding of rule.find({ tree, nodes, message: '', project })) {
      if (seen.has(finding.subject)) continue;
      const fixes = finding.fixes();
      if (fixes.length === 0) continue;
      seen.add(finding.subject);
      problems.push({ rule, finding, fixes });
    }
  }
  return problems.sort((a, b) => startOf(a.finding.node) - startOf(b.finding.node));
}
