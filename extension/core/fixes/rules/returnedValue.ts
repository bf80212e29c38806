import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { isConstant } from '../syntax/binding.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { BODY_OWNERS } from '../worker/bodyUse.ts';
import { respondersOf, returnedBy } from '../worker/responders.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-14: a handler returns a text or data instead of a response. */
export const returnedValue: FixRule = {
  id: 'QF-14',
  codes: ['rt:no-response'],
  find({ tree, nodes }) {
    const searched = new Set<unknown>(nodes);
    return respondersOf(tree).flatMap((owner) =>
      [...returnedBy(tree, owner)]
        .filter((value) => searched.has(value) && makerFor(tree, value) !== undefined)
        .map((value) => ({ node: value, subject: value, fixes: () => wrap(tree, value) })),
    );
  },
};

type Maker = 'new Response' | 'Response.json';

function makerFor(tree: SyntaxTree, returned: Node): Maker | undefined {
  const value = withoutTypes(returned);
  switch (value.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return 'new Response';
    case 'ObjectExpression':
    case 'ArrayExpression':
      return 'Response.json';
    case 'AwaitExpression':
      return makerForRead(tree, withoutTypes(value.argument));
    case 'Identifier': {
      const binding = scopesOf(tree).bindingOf(value);
      const { declaration } = binding ?? {};
      if (binding === undefined || declaration?.type !== 'VariableDeclarator') return undefined;
      const isWhole = isConstant(binding) && declaration.id === binding.identifier;
      const init = isWhole && declaration.init ? withoutTypes(declaration.init) : undefined;
      return init?.type === 'Identifier' || init === undefined ? undefined : makerFor(tree, init);
    }
    default:
      return undefined;
  }
}

/** What is read of a body, or of storage in a form that is told, is no response. */
function makerForRead(tree: SyntaxTree, read: Node): Maker | undefined {
  if (read.type !== 'CallExpression' || read.callee.type !== 'MemberExpression') return undefined;
  const { callee } = read;
  const name = memberName(callee) ?? '';
  const kind = workerContextOf(tree).valueOf(callee.object)?.kind;
  const isBody = BODY_OWNERS.has(kind) || kind === 'honoRequest';
  if (isBody && (name === 'json' || name === 'text')) {
    return name === 'json' ? 'Response.json' : 'new Response';
  }
  const [, form] = read.arguments;
  const isJson = form !== undefined && /\bjson\b/.test(tree.textOf(form));
  return kind === 'binding' && name === 'get' && isJson ? 'Response.json' : undefined;
}

function wrap(tree: SyntaxTree, value: Node): Fix[] {
  const maker = makerFor(tree, value);
  if (maker === undefined || scopesOf(tree).lookUp('Response', value) !== undefined) return [];
  const edits = new EditBuilder();
  edits.insert(startOf(value), `${maker}(`).insert(endOf(value), ')');
  const title = t('Return the value as `{0}(…)`', maker);
  return [{ rule: 'QF-14', title, safety: 'review', edits: edits.build() }];
}
