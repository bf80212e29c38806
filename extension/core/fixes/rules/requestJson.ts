import type { CallExpression, Node, VariableDeclarator } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertAfter, quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, isFunction, listedStatement } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isResponder } from '../worker/responder.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-37: what a visitor sent is no JSON, and nothing answers that. */
export const requestJson: FixRule = {
  id: 'QF-37',
  codes: ['rt:json-of-page'],
  find({ tree, nodes, message }) {
    // Where all visitors are programs of one's own this is no mistake.
    if (message === '') return [];
    const context = workerContextOf(tree);
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
      if (memberName(node.callee) !== 'json' || isInTry(tree, node)) return [];
      const kind = context.valueOf(node.callee.object)?.kind;
      if (kind !== 'incomingRequest' && kind !== 'honoRequest') return [];
      return [{ node, subject: node, fixes: () => answer400(tree, node) }];
    });
  },
};

function isInTry(tree: SyntaxTree, node: Node): boolean {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (outer.type === 'TryStatement' && outer.block === inner) return true;
    if (isFunction(outer)) return false;
    inner = outer;
  }
  return false;
}

/** `const body = await request.json().catch(() => undefined)`, and an answer when there is none. */
function answer400(tree: SyntaxTree, read: CallExpression): Fix[] {
  const declarator = declaratorOf(tree, read);
  const statement = declarator && tree.parentOf(declarator);
  const owner = functionAround(tree, read);
  if (declarator === undefined || owner === undefined) return [];
  if (statement?.type !== 'VariableDeclaration') return [];
  if (listedStatement(tree, read) !== statement) return [];
  if (statement.declarations.length > 1 || !isResponder(tree, owner)) return [];
  const scopes = scopesOf(tree);
  if (scopes.lookUp('Response', read) !== undefined) return [];

  const { id } = declarator;
  // A pattern would fail for what is undefined.
  const isPattern = id.type !== 'Identifier';
  const name = isPattern ? scopes.freeName(NAMES, owner) : id.name;
  const type = 'typeAnnotation' in id && id.typeAnnotation ? id.typeAnnotation : undefined;
  if (name === undefined || type?.type === 'Noop') return [];
  const pattern = tree.source.slice(startOf(id), type ? startOf(type) : endOf(id));
  const edits = new EditBuilder();
  if (isPattern) edits.replace(startOf(id), startOf(id) + pattern.length, name);
  // With a type of its own the variable could not be undefined.
  if (type) {
    edits.remove(startOf(type), endOf(type));
    if (!read.typeParameters) edits.insert(endOf(read.callee), `<${typeText(tree, type)}>`);
  }
  edits.insert(endOf(read), '.catch(() => undefined)');
  const answer = `new Response(${quoted(tree, 'Expected JSON')}, { status: 400 })`;
  insertAfter(edits, tree, statement, `if (${name} === undefined) return ${answer}`);
  if (isPattern) insertAfter(edits, tree, statement, `${statement.kind} ${pattern} = ${name}`);
  return [
    {
      rule: 'QF-37',
      title: t('Answer 400 when the body is no JSON'),
      safety: 'review',
      edits: edits.build(),
    },
  ];
}

const NAMES = ['body', 'input', 'data', 'sent'];

function typeText(tree: SyntaxTree, annotation: Node): string {
  return tree.textOf(annotation).replace(/^:\s*/, '');
}

/** `const body = await request.json()`, also with `as Body`. */
function declaratorOf(tree: SyntaxTree, read: Node): VariableDeclarator | undefined {
  const awaited = tree.parentOf(read);
  if (awaited?.type !== 'AwaitExpression') return undefined;
  const declarator = tree.ancestorsOf(awaited).find((outer) => outer === withoutTypes(outer));
  return declarator?.type === 'VariableDeclarator' ? declarator : undefined;
}
