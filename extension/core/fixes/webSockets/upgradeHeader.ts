import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { quoted } from '../edits/codeStyle.ts';
import type { EditBuilder } from '../edits/editBuilder.ts';
import { keyOf, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** Where a socket came from: a response in a variable, or the variable of the socket itself. */
interface Origin {
  readonly declarator: Node | undefined;
  readonly response: Node | undefined;
}

/**
 * Lets the `fetch` that gave the response ask for a WebSocket, when its arguments show that it does not.
 * True when it has been changed.
 */
export function addUpgradeHeader(edits: EditBuilder, tree: SyntaxTree, origin: Origin): boolean {
  const call = fetchBehind(tree, origin);
  const [url, init, ...more] = call?.arguments ?? [];
  if (url === undefined || more.length > 0 || !isAddress(tree, url)) return false;
  const header = `Upgrade: ${quoted(tree, 'websocket')}`;
  if (init === undefined) {
    edits.insert(endOf(url), `, { headers: { ${header} } }`);
    return true;
  }
  if (init.type !== 'ObjectExpression') return false;
  const headers = propertyOf(init, (key) => key === 'headers');
  if (headers === 'unknown') return false;
  if (headers === undefined) return addProperty(edits, init, `headers: { ${header} }`);
  if (headers.type !== 'ObjectExpression') return false;
  const upgrade = propertyOf(headers, (key) => key.toLowerCase() === 'upgrade');
  return upgrade === undefined && addProperty(edits, headers, header);
}

function fetchBehind(
  tree: SyntaxTree,
  { declarator, response }: Origin,
): CallExpression | undefined {
  const holder = response ? scopesOf(tree).bindingOf(response)?.declaration : declarator;
  let node: Node | null | undefined =
    holder?.type === 'VariableDeclarator' ? holder.init : undefined;
  while (node) {
    const value: Node = withoutTypes(node);
    if (value.type === 'CallExpression') return value;
    if (value.type === 'AwaitExpression') node = value.argument;
    else if (value.type === 'MemberExpression') node = value.object;
    else return undefined;
  }
  return undefined;
}

/** An address, not a request that may have headers of its own. */
function isAddress(tree: SyntaxTree, url: Node): boolean {
  const { scopes } = workerContextOf(tree);
  const isUrl = url.type === 'NewExpression' && scopes.isGlobal(url.callee, 'URL');
  return url.type === 'StringLiteral' || url.type === 'TemplateLiteral' || isUrl;
}

function propertyOf(
  object: ObjectExpression,
  matches: (key: string) => boolean,
): Node | 'unknown' | undefined {
  for (const property of object.properties) {
    const key = property.type === 'SpreadElement' ? undefined : keyOf(property);
    if (key === undefined) return 'unknown';
    if (matches(key)) return property.type === 'ObjectProperty' ? property.value : 'unknown';
  }
  return undefined;
}

function addProperty(edits: EditBuilder, object: ObjectExpression, text: string): true {
  const [first] = object.properties;
  if (first === undefined) edits.replace(startOf(object), endOf(object), `{ ${text} }`);
  else edits.insert(startOf(first), `${text}, `);
  return true;
}
