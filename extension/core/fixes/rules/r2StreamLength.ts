import type { NewExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { bindingCallsIn, constantValue } from '../worker/bindingCall.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { shortText, surround } from '../edits/wrapText.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-35: R2 is given a stream and not told how long it is. */
export const r2StreamLength: FixRule = {
  id: 'QF-35',
  codes: ['rt:r2-length'],
  find({ tree, nodes, message }) {
    // Whether a body has a known length shows at run time alone.
    if (!message.includes('must have a known length')) return [];
    return bindingCallsIn(tree, nodes, ['put']).flatMap(({ node }) => {
      const stream = node.arguments[1];
      if (stream === undefined || !isPerhapsStream(tree, stream)) return [];
      return [{ node, subject: node, fixes: () => fixesOf(tree, stream) }];
    });
  },
};

function isPerhapsStream(tree: SyntaxTree, node: Node): boolean {
  const pair = pairBehind(tree, node);
  if (pair && scopesOf(tree).isGlobal(pair.callee, 'FixedLengthStream')) return false;
  switch (withoutTypes(node).type) {
    case 'Identifier':
    case 'MemberExpression':
    case 'OptionalMemberExpression':
    case 'CallExpression':
      return true;
    default:
      return false;
  }
}

function fixesOf(tree: SyntaxTree, stream: Node): Fix[] {
  return [...declareLength(tree, stream), ...readFirst(tree, stream)];
}

/** What only passes through has the length of the request's body. */
function declareLength(tree: SyntaxTree, stream: Node): Fix[] {
  const pair = pairBehind(tree, stream);
  if (pair === undefined || pair.arguments.length > 0) return [];
  const scopes = scopesOf(tree);
  const isIdentity = IDENTITIES.some((name) => scopes.isGlobal(pair.callee, name));
  const request = requestName(tree, pair);
  if (!isIdentity || request === undefined) return [];
  const size = `Number(${request}.headers.get("Content-Length"))`;
  const edits = new EditBuilder();
  edits.replace(startOf(pair), endOf(pair), `new FixedLengthStream(${inQuotesOf(tree, size)})`);
  const title = t('Pass the data through a `FixedLengthStream` as long as the request');
  return [{ rule: 'QF-35', title, safety: 'review', edits: edits.build() }];
}

const IDENTITIES = ['TransformStream', 'IdentityTransformStream'];

/** The `new …Stream()` whose readable side the expression is. */
function pairBehind(tree: SyntaxTree, stream: Node): NewExpression | undefined {
  const scopes = scopesOf(tree);
  const value = withoutTypes(stream);
  let pair: Node | undefined;
  if (value.type === 'MemberExpression' && memberName(value) === 'readable') {
    pair = constantValue(tree, value.object);
  }
  const binding = scopes.bindingOf(value);
  if (binding?.declaration.type === 'VariableDeclarator' && binding.declaration.init) {
    const isReadable = pathTo(binding.declaration.id, binding.identifier)?.join('.') === 'readable';
    if (isReadable) pair = withoutTypes(binding.declaration.init);
  }
  return pair?.type === 'NewExpression' ? pair : undefined;
}

/** The incoming request, as the functions around the node call it. */
function requestName(tree: SyntaxTree, node: Node): string | undefined {
  const context = workerContextOf(tree);
  for (const outer of tree.ancestorsOf(node)) {
    if (!isFunction(outer)) continue;
    for (const parameter of outer.params) {
      const isRequest = context.valueOf(parameter)?.kind === 'incomingRequest';
      if (parameter.type === 'Identifier' && isRequest) return parameter.name;
    }
  }
  return undefined;
}

function inQuotesOf({ source }: SyntaxTree, code: string): string {
  const quote = /['"]/.exec(source)?.[0] ?? '"';
  return code.replaceAll('"', quote);
}

function readFirst(tree: SyntaxTree, stream: Node): Fix[] {
  if (functionAround(tree, stream)?.async !== true) return [];
  const edits = new EditBuilder();
  surround(edits, stream, 'await new Response(', ').arrayBuffer()');
  const title = t('Read `{0}` into memory first, when it is small', shortText(tree, stream));
  return [{ rule: 'QF-35', title, safety: 'review', edits: edits.build() }];
}
