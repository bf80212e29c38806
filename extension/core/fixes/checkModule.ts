import type { Log } from '../../shared/log.ts';
import type { Finding, Fix, FixRule } from './fixRule.ts';
import type { Project } from './project.ts';
import { rules as allRules } from './rules/index.ts';
import { scopesOf } from './syntax/scope.ts';
import { descendantsOf, startOf, type SyntaxTree } from './syntax/syntaxTree.ts';

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
  return inOrder(rules.flatMap((rule) => problemsOf(rule, tree, nodes, project)));
}

/** The same, one rule a step. A rule that throws is logged and left out. */
export function* checkInSteps(
  tree: SyntaxTree,
  project: Project | undefined,
  log: Log,
  rules: readonly FixRule[] = allRules,
): Generator<undefined, KnownProblem[]> {
  const nodes = [...descendantsOf(tree.program)];
  yield;
  // Measured in 5,000 lines: the scopes take half as long as the parser, more than any rule; most need them.
  scopesOf(tree);
  const problems: KnownProblem[] = [];
  for (const rule of rules) {
    yield;
    try {
      problems.push(...problemsOf(rule, tree, nodes, project));
    } catch (error) {
      log.error(`Fix rule ${rule.id} failed.`);
      log.error(error instanceof Error ? error : String(error));
    }
  }
  return inOrder(problems);
}

function problemsOf(
  rule: FixRule,
  tree: SyntaxTree,
  nodes: Parameters<FixRule['find']>[0]['nodes'],
  project: Project | undefined,
): KnownProblem[] {
  const problems: KnownProblem[] = [];
  const seen = new Set<unknown>();
  for (const finding of rule.find({ tree, nodes, message: '', project })) {
    if (seen.has(finding.subject)) continue;
    const fixes = finding.fixes();
    if (fixes.length === 0) continue;
    seen.add(finding.subject);
    problems.push({ rule, finding, fixes });
  }
  return problems;
}

function inOrder(problems: KnownProblem[]): KnownProblem[] {
  return problems.sort((a, b) => startOf(a.finding.node) - startOf(b.finding.node));
}
