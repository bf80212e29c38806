import type { ClassBody, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { configOf } from '../configuration/projectConfig.ts';
import { migrationsOf, textsOf } from '../configuration/objectClasses.ts';
import { appendStatement } from '../edits/appendStatement.ts';
import { hasTypes, terminator } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { appendClassMethod } from '../edits/members.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import type { Project } from '../project.ts';
import { thisOwner } from '../syntax/functions.ts';
import { keyOf } from '../syntax/pattern.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf, type WebSocketCall } from '../webSockets/webSocketCall.ts';
import { entrypointClass } from '../worker/entrypoints.ts';

/**
 * QF-50: what is attached to a WebSocket is larger than an attachment may be. Measured: storage with SQL keeps
 * up to 2 MB under a key, and is read and written at once, also while a constructor runs.
 */
export const attachmentSize: FixRule = {
  id: 'QF-50',
  codes: ['rt:attachment-too-large'],
  find({ tree, nodes, message, project }) {
    if (!message.includes("'attachment' cannot be larger")) return [];
    return callsOf(nodes, 'serializeAttachment').flatMap(({ call }): Finding[] => {
      const body = objectAround(tree, call);
      if (body === undefined || isIdAlone(call.arguments[0])) return [];
      return [{ node: call, subject: body, fixes: () => keepInStorage(tree, body, project) }];
    });
  },
};

/** The Durable Object whose `this` can be named at the node. */
function objectAround(tree: SyntaxTree, node: Node): ClassBody | undefined {
  const owner = thisOwner(tree, node);
  const body = owner && tree.parentOf(owner);
  const isStatic = owner !== undefined && 'static' in owner && owner.static === true;
  if (body?.type !== 'ClassBody' || isStatic) return undefined;
  return entrypointClass(tree, body) === 'DurableObject' ? body : undefined;
}

/** `{ id }` */
function isIdAlone(value: Node | undefined): boolean {
  if (value?.type !== 'ObjectExpression') return false;
  const [property, ...more] = value.properties;
  return property?.type === 'ObjectProperty' && keyOf(property) === 'id' && more.length === 0;
}

interface Names {
  readonly write: string;
  readonly read: string;
  readonly remove: string;
}

const NAMES: readonly Names[] = [
  { write: 'attach', read: 'attached', remove: 'detach' },
  { write: 'keepAttached', read: 'readAttached', remove: 'removeAttached' },
];

function keepInStorage(tree: SyntaxTree, body: ClassBody, project: Project | undefined): Fix[] {
  const members = new Set(body.body.map((one) => ('key' in one ? keyOf(one) : undefined)));
  const names = NAMES.find((one) => !Object.values(one).some((name: string) => members.has(name)));
  if (names === undefined || !hasSql(tree, body, project)) return [];
  const edits = new EditBuilder();
  const isOwn = (each: WebSocketCall) =>
    objectAround(tree, each.call) === body && each.call.type === 'CallExpression';
  const writes = callsOf(descendantsOf(body), 'serializeAttachment');
  const reads = callsOf(descendantsOf(body), 'deserializeAttachment');
  if (![...writes, ...reads].every(isOwn)) return [];
  for (const { call, socket } of writes) {
    const [value] = call.arguments;
    if (value === undefined || call.arguments.length > 1) return [];
    edits.replace(startOf(call), startOf(socket), `this.${names.write}(`);
    edits.replace(endOf(socket), startOf(value), ', ');
  }
  for (const { call, socket } of reads) {
    edits.replace(startOf(call), startOf(socket), `this.${names.read}(`);
    edits.replace(endOf(socket), endOf(call), ')');
  }
  removeOnClose(edits, tree, body, names);
  appendClassMethod(edits, tree, body, methods(tree, names));
  const title = t('Keep the data in storage, and only its id in the attachment');
  return [{ rule: 'QF-50', title, safety: 'review', edits: edits.build() }];
}

/** Objects without SQL have no storage that is read at once; one of which nothing is known has. */
function hasSql(tree: SyntaxTree, body: ClassBody, project: Project | undefined): boolean {
  const node = tree.parentOf(body);
  const name = node && 'id' in node && node.id?.type === 'Identifier' ? node.id.name : undefined;
  const config = project && configOf(project);
  return !migrationsOf(config?.worker.get('migrations')).some(
    ({ new_classes: old }) => name !== undefined && textsOf(old).includes(name),
  );
}

/** Where the object hears of the end. */
function removeOnClose(
  edits: EditBuilder,
  tree: SyntaxTree,
  body: ClassBody,
  { remove }: Names,
): void {
  for (const member of body.body) {
    if (member.type !== 'ClassMethod' || keyOf(member) !== 'webSocketClose') continue;
    const [socket] = member.params;
    if (socket?.type === 'Identifier') {
      appendStatement(edits, tree, member, `this.${remove}(${socket.name})`);
    }
  }
}

function methods(tree: SyntaxTree, { write, read, remove }: Names): string[] {
  const [socket, data] = hasTypes(tree) ? ['ws: WebSocket', 'data: unknown'] : ['ws', 'data'];
  const any = hasTypes(tree) ? '<any>' : '';
  const end = terminator(tree);
  const key = '`attachment:${id}`';
  return [
    `${write}(${socket}, ${data}) {`,
    `  const id = ws.deserializeAttachment()?.id ?? crypto.randomUUID()${end}`,
    `  ws.serializeAttachment({ id })${end}`,
    `  this.ctx.storage.kv.put(${key}, data)${end}`,
    '}',
    '',
    `${read}(${socket}) {`,
    `  const id = ws.deserializeAttachment()?.id${end}`,
    `  return id && this.ctx.storage.kv.get${any}(${key})${end}`,
    '}',
    '',
    `${remove}(${socket}) {`,
    `  const id = ws.deserializeAttachment()?.id${end}`,
    `  if (id) this.ctx.storage.kv.delete(${key})${end}`,
    '}',
  ];
}
