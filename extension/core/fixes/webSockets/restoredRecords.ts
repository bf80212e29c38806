import { insertAfter } from '../edits/codeStyle.ts';
import { extendConstructor } from '../edits/constructor.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import { isListed } from '../syntax/functions.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isAccepted, isListedWith } from './acceptedSocket.ts';
import { isChangedAt, isPlainData } from './attachedData.ts';
import { memoryUse } from './memoryUse.ts';
import type { SocketMemory } from './socketMemory.ts';
import { type SocketRecord, socketRecordAt } from './socketRecord.ts';
import { callsOf, isSameSocket } from './webSocketCall.ts';

/**
 * Attaches to each socket what its object holds, and makes the objects again in the constructor. Undefined
 * where they hold what cannot be copied, or what is changed later: that would be lost.
 */
export function restoreRecords(
  tree: SyntaxTree,
  memory: SocketMemory,
): readonly TextEdit[] | undefined {
  const { body, accept, declarations } = memory;
  const [record, ...more] = memory.uses.flatMap((use) => socketRecordAt(tree, use) ?? []);
  const [field] = declarations;
  const isKnown = memory.uses.every((use) => memoryUse(tree, memory, use));
  const attaches = callsOf(descendantsOf(body), 'serializeAttachment').length > 0;
  if (!record || !field || more.length > 0 || !isKnown || attaches) return undefined;
  const statement = tree.parentOf(record.node);
  const isKept = isAccepted(tree, body, record.socket) && isListedWith(tree, record.node, accept);
  const parts = partsOf(tree, record);
  if (!isKept || !statement || !isListed(tree, statement) || !parts) return undefined;
  if (isChanged(tree, memory, parts.names)) return undefined;

  const edits = new EditBuilder();
  if (parts.data.length > 0) {
    const data = `{ ${parts.data.join(', ')} }`;
    insertAfter(
      edits,
      tree,
      statement,
      `${tree.textOf(record.socket)}.serializeAttachment(${data})`,
    );
  }
  const lines = restoring(memory, record, parts);
  return extendConstructor(edits, tree, { body, field }, lines) ? edits.build() : undefined;
}

interface Parts {
  /** Properties of the attachment, as they are written. */
  readonly data: readonly string[];
  readonly names: ReadonlySet<string>;
  /** The property that is the key of the Map; undefined when the socket is, or in an array. */
  readonly key: string | undefined;
  /** The object itself has no such property. */
  readonly isKeyApart: boolean;
}

function partsOf(
  tree: SyntaxTree,
  { object, property, key, socket }: SocketRecord,
): Parts | undefined {
  const rest = object.properties.filter((one) => one !== property);
  const isPlain = rest.every(
    (one) => one.type === 'ObjectProperty' && !one.computed && isPlainData(tree, one.value),
  );
  if (!isPlain) return undefined;
  const names = new Set(rest.flatMap((one) => ('key' in one ? (keyOf(one) ?? []) : [])));
  const data = rest.map((one) => tree.textOf(one));
  if (!key || isSameSocket(tree, key, socket))
    return { data, names, key: undefined, isKeyApart: false };
  if (key.type !== 'Identifier') return undefined;
  const { name } = key;
  const same = rest.find((one) => one.type === 'ObjectProperty' && tree.textOf(one.value) === name);
  const own = same && 'key' in same ? keyOf(same) : undefined;
  if (own !== undefined) return { data, names, key: own, isKeyApart: false };
  return names.has(name)
    ? undefined
    : { data: [name, ...data], names, key: name, isKeyApart: true };
}

/** Something in the class changes a property of this name, of any object but this one. */
function isChanged(tree: SyntaxTree, { body }: SocketMemory, names: ReadonlySet<string>): boolean {
  return descendantsOf(body).some(
    (node) =>
      node.type === 'MemberExpression' &&
      node.object.type !== 'ThisExpression' &&
      names.has(memberName(node) ?? '') &&
      isChangedAt(tree, node),
  );
}

/** The loop of the constructor. */
function restoring({ all, text }: SocketMemory, record: SocketRecord, parts: Parts): string[] {
  const { name } = record;
  const taken = ['ctx', 'env', 'session', parts.key];
  const socket = [name, 'ws', 'one'].find((one) => !taken.includes(one)) ?? 'socket';
  const own = socket === name ? name : `${name}: ${socket}`;
  const attachment = `${socket}.deserializeAttachment()`;
  const head = `for (const ${socket} of ${all}) {`;
  const put = (key: string, value: string) =>
    `\t${text}.${record.method}(${record.key ? `${key}, ` : ''}${value});`;
  if (parts.isKeyApart) {
    const key = parts.key ?? socket;
    const taking = `\tconst { ${key}, ...session } = ${attachment};`;
    return [head, taking, put(key, `{ ...session, ${own} }`), '}'];
  }
  if (parts.key !== undefined) {
    const taking = `\tconst session = ${attachment};`;
    return [head, taking, put(`session.${parts.key}`, `{ ...session, ${own} }`), '}'];
  }
  const value = parts.data.length > 0 ? `{ ...${attachment}, ${own} }` : `{ ${own} }`;
  return [head, put(socket, value), '}'];
}
