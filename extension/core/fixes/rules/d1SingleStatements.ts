import { awaitsAfter } from '../syntax/laterPlaces.ts';
import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { lineBreak } from '../edits/codeLayout.ts';
import { indentationOf, terminator } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { listOf, isKnownBefore, type PerItem, perItemAround } from '../syntax/perItem.ts';
import { memberName } from '../syntax/pattern.ts';
import { resultOf } from '../syntax/perItemResult.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { bindingCallsIn, constantValue } from '../worker/bindingCall.ts';

/** QF-31: statements of D1 are run one by one, each with a subrequest. */
export const d1SingleStatements: FixRule = {
  id: 'QF-31',
  codes: ['rt:too-many-subrequests', 'rt:too-many-subrequests/services'],
  find({ tree, nodes, message }) {
    // A few statements are no mistake: only the error tells that they were many.
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      const run = node.type === 'CallExpression' ? runOf(tree, node) : undefined;
      const work = run && perItemAround(tree, node);
      if (run === undefined || work === undefined) return [];
      const failsAt = [work.whole, ...awaitsAfter(tree, work.whole)];
      const fixes = () => runTogether(tree, run, work);
      return [{ node, failsAt, subject: work.whole, fixes }];
    });
  },
};

interface Run {
  readonly node: CallExpression;
  /** `env.DB.prepare(…).bind(…)`. */
  readonly statement: Node;
  readonly database: Node;
}

/** `env.DB.prepare(…).bind(…).run()`, or the same on a prepared statement. */
function runOf(tree: SyntaxTree, node: CallExpression): Run | undefined {
  const statement = calledOn(node, 'run');
  const isPlain = node.arguments.length === 0 && !node.typeParameters;
  if (statement === undefined || !isPlain) return undefined;
  const prepared = constantValue(tree, calledOn(statement, 'bind') ?? statement);
  const [call] = bindingCallsIn(tree, [prepared], ['prepare']);
  return call && isPlainReference(call.receiver)
    ? { node, statement, database: call.receiver }
    : undefined;
}

/** The object of a call of this method. */
function calledOn(node: Node, method: string): Node | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  return memberName(node.callee) === method ? node.callee.object : undefined;
}

function runTogether(tree: SyntaxTree, { node, statement, database }: Run, work: PerItem): Fix[] {
  const name = scopesOf(tree).freeName(['statements', 'batch', 'queries'], tree.program);
  const isKnown = [statement, database].every((part) => isKnownBefore(tree, work, part));
  const replaced = resultOf(tree, node, work);
  if (name === undefined || !isKnown || replaced === undefined) return [];
  const { source } = tree;
  const all = `const ${name} = ${listOf(tree, work, tree.textOf(statement))}`;
  const batch = `await ${tree.textOf(database)}.batch(${name})`;
  const end = terminator(tree);
  // Measured: a batch without statements throws.
  const test = `${name}.length > 0`;
  const edits = new EditBuilder();
  const { anchor, whole } = work;
  const gap = end + lineBreak(source) + indentationOf(tree, anchor);
  if (replaced === anchor) {
    edits.replace(startOf(anchor), endOf(anchor), `${all}${gap}if (${test}) ${batch}${end}`);
  } else {
    edits.insert(startOf(anchor), all + gap);
    edits.replace(startOf(whole), endOf(whole), `${test} ? ${batch} : []`);
  }
  const title = t('Run the statements as one `batch()`: all of them, or none');
  return [{ rule: 'QF-31', title, safety: 'review', edits: edits.build() }];
}
