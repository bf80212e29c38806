import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { ModuleNames } from '../../errors/moduleNames.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import type { Fix, ProjectRule } from '../fixRule.ts';
import { appendClassMethod, appendMethod } from '../edits/members.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import type { ProjectModule } from '../project.ts';
import { descendantsOf } from '../syntax/syntaxTree.ts';

/** QF-19: an event comes that the Worker has no handler for. */
export const handlerMissing: ProjectRule = {
  id: 'QF-19',
  codes: ['rt:no-handler', 'rt:no-alarm-handler', 'rt:alarm-without-handler'],
  propose(project, message) {
    const [entry] = project.modules();
    if (/\balarm\(\)/.test(message)) {
      return Array.from(project.modules()).flatMap(alarmless);
    }
    const name = /does not export an? (\w+)\(\) function/.exec(message)?.[1] ?? '';
    return entry === undefined ? [] : added(entry, name);
  },
};

/** They lose nothing silently: an empty `queue` would take every message for done. */
const STUBS: Readonly<Record<string, (isTyped: boolean) => readonly string[]>> = {
  fetch: () => ['async fetch() {', "  return new Response('Not found', { status: 404 });", '}'],
  scheduled: () => ['async scheduled() {', "  throw new Error('Not implemented');", '}'],
  queue: (isTyped) => [
    `async queue(batch${isTyped ? ': MessageBatch' : ''}) {`,
    '  batch.retryAll();',
    '}',
  ],
};

function added(entry: ProjectModule, name: string): Fix[] {
  const { tree, file } = entry;
  const stub = Object.hasOwn(STUBS, name) ? STUBS[name] : undefined;
  const meaning = new ModuleNames(tree).exported('default')?.meaning;
  if (stub === undefined || meaning?.kind !== 'here') return [];
  const object = meaning.node;
  if (object.type !== 'ObjectExpression') return [];
  // What is spread into it may bring the handler.
  const isOpen = object.properties.some(
    (property) => property.type === 'SpreadElement' || keyOf(property) === name,
  );
  if (isOpen) return [];
  const edits = new EditBuilder();
  appendMethod(edits, tree, object, stub(/\.[cm]?tsx?$/.test(file)));
  return fix(file, t('Add a `{0}` handler', name), edits);
}

/** Classes that set an alarm and have no `alarm`. */
function alarmless({ tree, file }: ProjectModule): Fix[] {
  return Array.from(entrypointsOf(tree).classes.keys()).flatMap(({ body, id }) => {
    const has = body.body.some((member) => 'key' in member && keyOf(member) === 'alarm');
    if (has || !setsAlarm(body)) return [];
    const edits = new EditBuilder();
    appendClassMethod(edits, tree, body, [
      'async alarm() {',
      "  throw new Error('Not implemented');",
      '}',
    ]);
    return fix(file, t('Add `alarm()` to the class `{0}`', id?.name ?? 'default'), edits);
  });
}

function setsAlarm(body: Node): boolean {
  return Array.from(descendantsOf(body)).some(
    (node) =>
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      memberName(node.callee) === 'setAlarm',
  );
}

function fix(file: string, title: string, edits: EditBuilder): Fix[] {
  return [
    {
      rule: 'QF-19',
      title,
      safety: 'review',
      edits: [],
      elsewhere: [{ file, edits: edits.build() }],
    },
  ];
}
