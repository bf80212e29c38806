import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore, lineBreak } from '../edits/codeLayout.ts';
import { hasTypes } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { type KvRead, kvReadsFunction } from '../edits/kvReads.ts';
import { asOperand } from '../edits/wrapText.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { awaitsAfter } from '../syntax/laterPlaces.ts';
import { isKnownBefore, listOf, type PerItem, perItemAround } from '../syntax/perItem.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { bindingCallsIn } from '../worker/bindingCall.ts';
import { resourceKind } from '../worker/boundResource.ts';

/** QF-31: keys of KV are read one by one, each with a subrequest. */
export const kvSingleReads: FixRule = {
  id: 'QF-31',
  codes: ['rt:too-many-subrequests', 'rt:too-many-subrequests/services'],
  find({ tree, nodes, message, project }) {
    // A few keys are no mistake: only the error tells that they were many.
    if (message === '') return [];
    return METHODS.flatMap((method) =>
      bindingCallsIn(tree, nodes, [method]).flatMap(({ node, receiver }): Finding[] => {
        const work = perItemAround(tree, node);
        const isKv = work && resourceKind(tree, receiver, project) === 'kv_namespaces';
        if (!isKv) return [];
        const read = { node, receiver, method, work };
        const failsAt = [work.whole, ...awaitsAfter(tree, work.whole)];
        const fixes = () => readTogether(tree, read);
        return [{ node, failsAt, subject: work.whole, fixes }];
      }),
    );
  },
};

const METHODS = ['get', 'getWithMetadata'] as const;

interface SingleRead {
  readonly node: CallExpression;
  readonly receiver: Node;
  readonly method: KvRead['method'];
  readonly work: PerItem;
}

function readTogether(tree: SyntaxTree, read: SingleRead): Fix[] {
  const { node, receiver, method, work } = read;
  const [key, options, ...more] = node.arguments;
  const awaited = tree.parentOf(node);
  const isAwaited = awaited?.type === 'AwaitExpression';
  const isGiven = work.callback?.body === node;
  const isText = options === undefined || givesText(options);
  if (!key || more.length > 0 || !isText || (!isAwaited && !isGiven)) return [];
  const isKnown = [receiver, key, ...(options ? [options] : [])].every((part) =>
    isKnownBefore(tree, work, part),
  );
  if (!isKnown || !isPlainReference(receiver) || isWritten(tree, work, receiver)) return [];
  // Measured: only a read of one key tells it.
  if (/\bcacheStatus\b/.test(tree.textOf(work.whole))) return [];
  const scopes = scopesOf(tree);
  const name = scopes.freeName(['getAll', 'readAll', 'getValues'], tree.program);
  const values = scopes.freeName(['values', 'stored', 'found'], tree.program);
  if (name === undefined || values === undefined) return [];

  const edits = new EditBuilder();
  const keys = listOf(tree, work, tree.textOf(key));
  const all = `const ${values} = await ${name}(${tree.textOf(receiver)}, ${keys})`;
  insertBefore(edits, tree, work.anchor, all);
  const value = `${values}.get(${tree.textOf(key)})`;
  const replaced = isAwaited ? awaited : node;
  // Each key is there; the type of a Map does not tell.
  const sure = method === 'get' ? asOperand(tree, replaced, `${value} ?? null`) : `${value}!`;
  const typed = hasTypes(tree) ? sure : value;
  edits.replace(startOf(replaced), endOf(replaced), typed);
  if (isGiven && work.map) {
    edits.remove(startOf(work.whole), startOf(work.map));
    edits.remove(endOf(work.map), endOf(work.whole));
  }
  const end = tree.source.trimEnd().length;
  const gap = lineBreak(tree.source).repeat(2);
  edits.insert(end, gap + kvReadsFunction(tree, name, kvReadOf(tree, read)));
  const title = t('Read the keys from KV a hundred at a time: `{0}`', name);
  return [{ rule: 'QF-31', title, safety: 'review', edits: edits.build() }];
}

function kvReadOf(tree: SyntaxTree, { node, method }: SingleRead): KvRead {
  const [, given] = node.arguments;
  const written = given ? tree.textOf(given) : '';
  const options = written && `, ${written}`;
  const isJson = /\bjson\b/.test(written);
  const args = node.typeParameters?.params.map((type) => tree.textOf(type)) ?? [];
  const types = args.length > 0 ? `<${args.join(', ')}>` : '';
  const [value = 'unknown', metadata = 'unknown'] = isJson ? args : ['string', ...args];
  const result =
    method === 'getWithMetadata'
      ? `KVNamespaceGetWithMetadataResult<${value}, ${metadata}>`
      : value === 'unknown'
        ? value
        : `${value} | null`;
  return { method, options, types, value: result };
}

/** Nothing else can be read together. */
function givesText(options: Node): boolean {
  if (options.type === 'StringLiteral') return options.value === 'text' || options.value === 'json';
  if (options.type !== 'ObjectExpression') return false;
  return options.properties.every(
    (one) =>
      one.type === 'ObjectProperty' &&
      (keyOf(one) === 'type' ? givesText(one.value) : one.value.type === 'NumericLiteral'),
  );
}

/** What was read before the loop would be old. */
function isWritten(tree: SyntaxTree, { whole }: PerItem, receiver: Node): boolean {
  const store = tree.textOf(receiver);
  return descendantsOf(whole).some((node) => {
    const name = node.type === 'MemberExpression' ? memberName(node) : undefined;
    const isWrite = name === 'put' || name === 'delete';
    return isWrite && node.type === 'MemberExpression' && tree.textOf(node.object) === store;
  });
}
