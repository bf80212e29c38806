import assert from 'node:assert/strict';
import { checkModule, type KnownProblem } from '../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import type { Fix, FixRule } from '../../extension/core/fixes/fixRule.ts';
import type { Project } from '../../extension/core/fixes/project.ts';
import { parseSource } from '../../extension/core/fixes/syntax/syntaxTree.ts';

/**
 * The rule tells of one mistake in a source that has shown no error, offers this title for it, and its
 * edits turn `before` into `after`, of which it has nothing more to tell.
 */
export function checkHint(
  rule: FixRule,
  before: string,
  title: string,
  after: string,
  fileName = 'worker.ts',
  project?: Project,
): Fix {
  const [known, ...more] = knownIn(rule, before, fileName, project);
  assert.ok(known, `${rule.id} tells nothing of:\n${before}`);
  assert.deepEqual(more, []);
  assert.ok(known.finding.hint, `${rule.id} has no hint`);
  const fix = known.fixes.find((one) => one.title === title);
  const titles = JSON.stringify(known.fixes.map((one) => one.title));
  assert.ok(fix, `${rule.id} offers ${titles}, not "${title}"`);
  const fixed = applyEdits(before, fix.edits);
  assert.equal(fixed, after);
  assert.deepEqual(
    knownIn(rule, fixed, fileName, project),
    [],
    `${rule.id} tells more of its own result`,
  );
  return fix;
}

/** The rule has nothing to tell of the source. */
export function checkNoHint(
  rule: FixRule,
  source: string,
  fileName = 'worker.ts',
  project?: Project,
): void {
  const titles = knownIn(rule, source, fileName, project).map(({ fixes }) => fixes[0]?.title);
  assert.deepEqual(titles, [], `${rule.id} offers something in:\n${source}`);
}

function knownIn(
  rule: FixRule,
  source: string,
  fileName: string,
  project: Project | undefined,
): KnownProblem[] {
  const tree = parseSource(source, fileName);
  assert.ok(tree, `cannot be parsed:\n${source}`);
  return checkModule(tree, project, [rule]);
}
