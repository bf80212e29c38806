import { awaitsAfter } from '../syntax/laterPlaces.ts';
import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { lineBreak } from '../edits/codeLayout.ts';
import { codeOf, hasTypes, indentationOf } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { isKnownBefore, listOf, type PerItem, perItemAround } from '../syntax/perItem.ts';
import { resultOf } from '../syntax/perItemResult.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { bindingCallsIn } from '../worker/bindingCall.ts';
import { type ResourceKind, resourceKind } from '../worker/boundResource.ts';

interface Write {
  readonly method: string;
  readonly kind: ResourceKind;
  /** Of many at once. */
  readonly batch: string;
  /** How many one call takes. */
  readonly limit: number;
  /** Says so in the code. */
  readonly comment: string;
  /** What the list of them may be called. */
  readonly names: readonly string[];
  title(): string;
  /** What stands for one of them in the list. */
  element(tree: SyntaxTree, call: CallExpression): string | undefined;
}

const writes: readonly Write[] = [
  {
    // https://developers.cloudflare.com/r2/api/workers/workers-api-reference/#bucket-method-definitions
    method: 'delete',
    kind: 'r2_buckets',
    batch: 'delete',
    limit: 1000,
    comment: 'One call deletes at most 1,000 keys.',
    names: ['keys', 'names', 'deleted'],
    title: () => t('Delete the objects of R2 a thousand at a time'),
    element: (tree, { arguments: [key, ...more] }) =>
      key && more.length === 0 ? tree.textOf(key) : undefined,
  },
  {
    // Measured: 101 messages are refused, and so are none. https://developers.cloudflare.com/queues/platform/limits/
    method: 'send',
    kind: 'queues',
    batch: 'sendBatch',
    limit: 100,
    comment: 'One batch holds at most 100 messages and 256 KB.',
    names: ['messages', 'batch', 'requests'],
    title: () => t('Send the messages a hundred at a time with `sendBatch()`'),
    element: messageOf,
  },
];

/** QF-31: objects are deleted, or messages sent, one by one, each with a subrequest. */
export const singleWrites: FixRule = {
  id: 'QF-31',
  codes: ['rt:too-many-subrequests', 'rt:too-many-subrequests/services'],
  find({ tree, nodes, message, project }) {
    // A few of them are no mistake: only the error tells that they were many.
    if (message === '') return [];
    return writes.flatMap((write) =>
      bindingCallsIn(tree, nodes, [write.method]).flatMap(({ node, receiver }): Finding[] => {
        const work = perItemAround(tree, node);
        const isMeant = work && resourceKind(tree, receiver, project) === write.kind;
        if (!isMeant) return [];
        const fixes = () => writeTogether(tree, write, { node, receiver, work });
        const failsAt = [work.whole, ...awaitsAfter(tree, work.whole)];
        return [{ node, failsAt, subject: work.whole, fixes }];
      }),
    );
  },
};

interface SingleWrite {
  readonly node: CallExpression;
  readonly receiver: Node;
  readonly work: PerItem;
}

function writeTogether(
  tree: SyntaxTree,
  write: Write,
  { node, receiver, work }: SingleWrite,
): Fix[] {
  const { anchor, items } = work;
  const isKnown = [receiver, ...node.arguments].every((part) => isKnownBefore(tree, work, part));
  const element = write.element(tree, node);
  // Nothing uses what the calls give.
  const isOnly = resultOf(tree, node, work) === anchor;
  if (!isKnown || !isOnly || element === undefined || !isPlainReference(receiver)) return [];
  const scopes = scopesOf(tree);
  const start = scopes.freeName(['start', 'offset', 'first'], tree.program);
  const free = scopes.freeName(write.names, tree.program);
  if (start === undefined || free === undefined) return [];

  const all = listOf(tree, work, element);
  const isListed = all === tree.textOf(items);
  const list = isListed ? all : free;
  const some = `${list}.slice(${start}, ${start} + ${write.limit})`;
  const code = codeOf(tree, [
    ...(isListed ? [] : [`const ${list} = ${all};`]),
    `// ${write.comment}`,
    `for (let ${start} = 0; ${start} < ${list}.length; ${start} += ${write.limit}) {`,
    `\tawait ${tree.textOf(receiver)}.${write.batch}(${some});`,
    '}',
  ]);
  const line = lineBreak(tree.source);
  const text = code.replaceAll(line, line + indentationOf(tree, anchor));
  const edits = new EditBuilder().replace(startOf(anchor), endOf(anchor), text);
  return [{ rule: 'QF-31', title: write.title(), safety: 'review', edits: edits.build() }];
}

/** `({ body: message, contentType: 'json' })` of `send(message, { contentType: 'json' })`. */
function messageOf(tree: SyntaxTree, { arguments: given }: CallExpression): string | undefined {
  const [body, options, ...more] = given;
  if (!body || more.length > 0) return undefined;
  const text = tree.textOf(body);
  const parts = [text === 'body' ? text : `body: ${text}`];
  if (options?.type === 'ObjectExpression') {
    // In a list of its own `'json'` would be any string.
    const isTyped = hasTypes(tree);
    for (const property of options.properties) {
      const isText = property.type === 'ObjectProperty' && property.value.type === 'StringLiteral';
      parts.push(tree.textOf(property) + (isTyped && isText ? ' as const' : ''));
    }
  } else if (options) parts.push(`...${tree.textOf(options)}`);
  return `({ ${parts.join(', ')} })`;
}
