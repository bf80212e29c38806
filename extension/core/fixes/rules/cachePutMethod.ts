import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { quoted } from '../edits/codeStyle.ts';
import { declaresAny, variablesIn } from '../edits/declareBefore.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { insertTest } from '../edits/insertTest.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { functionAround } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-45: the answer to a HEAD or a POST is put into the cache, which takes that to a GET alone. */
export const cachePutMethod: FixRule = {
  id: 'QF-45',
  codes: ['rt:cache-non-get'],
  find({ tree, nodes, message }) {
    if (!message.includes('non-GET request')) return [];
    return nodes.flatMap((node): Finding[] => {
      const request = node.type === 'CallExpression' ? requestOf(tree, node) : undefined;
      if (request === undefined || isAsked(tree, node, request)) return [];
      return [{ node, subject: node, fixes: () => onlyForGet(tree, node, request) }];
    });
  },
};

/** Whose method tells: that of the key, or of what the key is made of. */
function requestOf(tree: SyntaxTree, call: CallExpression): Node | undefined {
  const { callee, arguments: list } = call;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'put') return undefined;
  const owner = workerContextOf(tree).valueOf(callee.object)?.kind;
  // Two arguments are what a cache takes; KV and R2 take them too.
  if (owner === 'binding' || owner === 'storage' || list.length !== 2) return undefined;
  const [key] = list;
  const value = key && withoutTypes(key);
  if (value === undefined) return undefined;
  if (isPlainReference(value)) return keyMadeOf(tree, value) === 'a GET' ? undefined : value;
  const made = value.type === 'NewExpression' ? value.arguments[1] : undefined;
  return made && isPlainReference(withoutTypes(made)) ? withoutTypes(made) : undefined;
}

/** `new Request(url)` asks with GET, whatever it was made for; so does a text. */
function keyMadeOf(tree: SyntaxTree, key: Node): 'a GET' | undefined {
  const value = constantValue(tree, key);
  const isText = /^(StringLiteral|TemplateLiteral)$/.test(value.type);
  const isUrl = value.type === 'NewExpression' && value.arguments.length === 1;
  return isText ||
    (isUrl &&
      workerContextOf(tree).valueOf(value)?.kind === 'request' &&
      isAddress(value.arguments[0]))
    ? 'a GET'
    : undefined;
}

/** `request.url`, and not the request itself. */
function isAddress(node: Node | undefined): boolean {
  return node !== undefined && !/^(Identifier|CallExpression)$/.test(node.type);
}

/** The function looks at the method already. */
function isAsked(tree: SyntaxTree, call: Node, request: Node): boolean {
  const text = `${tree.textOf(request)}.method`;
  const owner = functionAround(tree, call) ?? tree.program;
  return descendantsOf(owner).some(
    (node) =>
      node.type === 'MemberExpression' &&
      startOf(node) < startOf(call) &&
      tree.textOf(node) === text,
  );
}

function onlyForGet(tree: SyntaxTree, call: Node, request: Node): Fix[] {
  const statement = tree.ancestorsOf(call).find(({ type }) => type === 'ExpressionStatement');
  if (statement === undefined || declaresAny(statement, variablesIn(tree, request))) return [];
  const name = tree.textOf(request);
  const edits = new EditBuilder();
  insertTest(edits, tree, statement, `${name}.method === ${quoted(tree, 'GET')}`);
  const title = t('Put it into the cache only when `{0}` is a GET', name);
  return [{ rule: 'QF-45', title, safety: 'safe', edits: edits.build() }];
}
