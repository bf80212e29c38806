import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { insertGuard, quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-18: a handler passes its request on unchanged, and gets it back. Only the error tells that it does. */
export const requestLoop: FixRule = {
  id: 'QF-18',
  codes: ['rt:subrequest-depth', 'cf:1019'],
  find({ tree, nodes, message }) {
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      if (node.type !== 'CallExpression') return [];
      const request = passedOn(tree, node);
      if (request === undefined) return [];
      return [{ node, subject: node, fixes: () => markIt(tree, node, request) }];
    });
  },
};

/**
 * `fetch(request)`, `fetch(request.url, init)` and `env.SELF.fetch(request)`, in the handler that the
 * request came to.
 */
function passedOn(tree: SyntaxTree, call: CallExpression): Node | undefined {
  const context = workerContextOf(tree);
  const [target] = call.arguments;
  const isUrl = target?.type === 'MemberExpression' && memberName(target) === 'url';
  const request = isUrl ? target.object : target;
  if (request?.type !== 'Identifier') return undefined;
  if (context.valueOf(request)?.kind !== 'incomingRequest') return undefined;
  const method = context.valueOf(call.callee);
  const isBinding =
    method?.kind === 'method' && method.owner === 'binding' && method.name === 'fetch';
  if (!isBinding && !context.scopes.isGlobal(call.callee, 'fetch')) return undefined;
  const owner = functionAround(tree, call);
  return entrypointsOf(tree).handlers.get('fetch') === owner ? request : undefined;
}

const MARK = 'X-Inner';

function markIt(tree: SyntaxTree, call: CallExpression, request: Node): Fix[] {
  const owner = functionAround(tree, call);
  const anchor = listedStatement(tree, call);
  if (owner === undefined || anchor === undefined || isMarked(owner)) return [];
  const scopes = scopesOf(tree);
  const inner = scopes.freeName(['inner', 'innerRequest'], owner);
  const isFree = ['Request', 'Response'].every((name) => !scopes.lookUp(name, anchor));
  const [first] = call.arguments;
  const last = call.arguments.at(-1);
  if (inner === undefined || !isFree || first === undefined || last === undefined) return [];
  const name = tree.textOf(request);
  const sent = tree.source.slice(startOf(first), endOf(last));
  const [mark, one] = [quoted(tree, MARK), quoted(tree, '1')];
  const edits = new EditBuilder();
  insertGuard(edits, tree, anchor, {
    test: `${name}.headers.get(${mark}) === ${one}`,
    exit: `return new Response(${quoted(tree, 'Loop detected')}, { status: 508 })`,
  });
  insertBefore(edits, tree, anchor, `const ${inner} = new Request(${sent})`);
  insertBefore(edits, tree, anchor, `${inner}.headers.set(${mark}, ${one})`);
  edits.replace(startOf(first), endOf(last), inner);
  const title = t('Mark the request that is passed on, and return 508 when it comes back');
  return [{ rule: 'QF-18', title, safety: 'review', edits: edits.build() }];
}

function isMarked(owner: Node): boolean {
  for (const node of descendantsOf(owner)) {
    if (node.type === 'StringLiteral' && node.value === MARK) return true;
  }
  return false;
}
