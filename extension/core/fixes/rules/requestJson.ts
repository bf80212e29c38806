import type { CallExpression, Node, VariableDeclarator } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { insertAfter, quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, isInTry, listedStatement } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isResponder } from '../worker/responder.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-37: what a visitor sent is no JSON, and nothing answers that. */
export const requestJson: FixRule = {
  id: 'QF-37',
  codes: ['rt:json-of-page', 'rt:json-of-page/empty'],
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

const CAUGHT = '.catch(() => undefined)';
const NAMES = ['body', 'input', 'data', 'sent'];

/** `const body = await request.json().catch(() => undefined)`, and an answer when there is none. */
function answer400(tree: SyntaxTree, read: CallExpression): Fix[] {
  const owner = functionAround(tree, read);
  const anchor = listedStatement(tree, read);
  if (owner === undefined || anchor === undefined || !isResponder(tree, owner)) return [];
  const scopes = scopesOf(tree);
  if (functionAround(tree, anchor) !== owner || scopes.lookUp('Response', read)) return [];
  const free = scopes.freeName(NAMES, owner);
  const answer = `new Response(${quoted(tree, 'Expected JSON')}, { status: 400 })`;
  const answerWithout = (name: string) => `if (${name} === undefined) return ${answer}`;
  const declarator = declaratorOf(tree, read);
  const edits = new EditBuilder();
  if (declarator === undefined) {
    const awaited = tree.parentOf(read);
    const isNow = awaited?.type === 'AwaitExpression' && isAlwaysRun(tree, awaited, anchor);
    if (!isNow || free === undefined) return [];
    const kept = `const ${free} = ${tree.textOf(awaited)}${CAUGHT}`;
    insertBefore(edits, tree, anchor, kept);
    insertBefore(edits, tree, anchor, answerWithout(free));
    edits.replace(startOf(awaited), endOf(awaited), free);
  } else {
    const { id } = declarator;
    const isAlone =
      anchor === tree.parentOf(declarator) &&
      anchor.type === 'VariableDeclaration' &&
      anchor.declarations.length === 1;
    // A pattern would fail for what is undefined.
    const name = id.type === 'Identifier' ? id.name : free;
    const type = 'typeAnnotation' in id && id.typeAnnotation ? id.typeAnnotation : undefined;
    if (!isAlone || name === undefined) return [];
    const pattern = tree.source.slice(startOf(id), type ? startOf(type) : endOf(id));
    // With a type of its own the variable could not be undefined.
    edits.replace(startOf(id), endOf(id), name);
    if (type && !read.typeParameters) edits.insert(endOf(read.callee), asArgument(tree, type));
    edits.insert(endOf(read), CAUGHT);
    insertAfter(edits, tree, anchor, answerWithout(name));
    if (name !== pattern) insertAfter(edits, tree, anchor, `${anchor.kind} ${pattern} = ${name}`);
  }
  const title = t('Return 400 when the body is not JSON');
  return [{ rule: 'QF-37', title, safety: 'review', edits: edits.build() }];
}

/** `: Order` as `<Order>`. */
function asArgument(tree: SyntaxTree, annotation: Node): string {
  return `<${tree.textOf(annotation).replace(/^:\s*/, '')}>`;
}

/** `const body = await request.json()`, also with `as Body`. */
function declaratorOf(tree: SyntaxTree, read: Node): VariableDeclarator | undefined {
  const awaited = tree.parentOf(read);
  if (awaited?.type !== 'AwaitExpression') return undefined;
  const declarator = tree.ancestorsOf(awaited).find((outer) => outer === withoutTypes(outer));
  return declarator?.type === 'VariableDeclarator' ? declarator : undefined;
}

/** Whenever the statement runs, the expression does, once. */
function isAlwaysRun(tree: SyntaxTree, expression: Node, statement: Node): boolean {
  if (!SIMPLE.has(statement.type)) return false;
  for (const outer of tree.ancestorsOf(expression)) {
    if (outer === statement) return true;
    if (outer.type === 'ConditionalExpression' || outer.type === 'LogicalExpression') return false;
  }
  return false;
}

const SIMPLE = new Set(['ExpressionStatement', 'ReturnStatement', 'VariableDeclaration']);
