import type { Class, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { ModuleNames } from '../../errors/moduleNames.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { type ClassSite, objectLineages } from '../configuration/lineage.ts';
import { boundClasses } from '../configuration/objectClasses.ts';
import { configOf } from '../configuration/projectConfig.ts';
import type { Fix, ProjectRule } from '../fixRule.ts';
import { appendClassMethod, appendMethod } from '../edits/members.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import type { Project, ProjectModule } from '../project.ts';
import { descendantsOf } from '../syntax/syntaxTree.ts';

/** QF-19: an event comes that the Worker has no handler for. */
export const handlerMissing: ProjectRule = {
  id: 'QF-19',
  codes: ['rt:no-handler', 'rt:no-alarm-handler', 'rt:alarm-without-handler'],
  propose(project, message) {
    const [entry] = project.modules();
    if (/\balarm\(\)/.test(message)) {
      return alarmless(project);
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
  // The sender is told; an empty `email` would drop the message.
  email: (isTyped) => [
    `async email(message${isTyped ? ': ForwardableEmailMessage' : ''}) {`,
    "  message.setReject('Not implemented');",
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
  const isVowel = /^[aeiou]/.test(name);
  const title = isVowel ? t('Add an `{0}` handler', name) : t('Add a `{0}` handler', name);
  return [fix(file, title, edits)];
}

/**
 * Classes of objects that set an alarm, and have no `alarm` and inherit none. It belongs to the class that
 * sets it, unless another that extends that class has its own.
 */
function alarmless(project: Project): Fix[] {
  const config = configOf(project);
  const bound = new Set(config === undefined ? [] : boundClasses(config));
  const lineages = objectLineages([...project.modules()]);
  const extended = new Set(lineages.flatMap(([, ...bases]) => bases.map(({ node }) => node)));
  const places = new Map<Class, ClassSite>();
  for (const lineage of lineages) {
    const [own] = lineage;
    const setter = lineage.find(({ node }) => setsAlarm(node.body));
    if (own === undefined || setter === undefined || lineage.some(hasAlarm)) continue;
    if (extended.has(own.node) && !bound.has(own.node.id?.name ?? '')) continue;
    const isShared = lineages.some(
      (other) => other.some(({ node }) => node === setter.node) && other.some(hasAlarm),
    );
    const place = isShared ? own : setter;
    places.set(place.node, place);
  }
  return Array.from(places.values(), ({ module: { file, tree }, node: { body, id } }) => {
    const edits = new EditBuilder();
    appendClassMethod(edits, tree, body, [
      'async alarm() {',
      "  throw new Error('Not implemented');",
      '}',
    ]);
    return fix(file, t('Add `alarm()` to the class `{0}`', id?.name ?? 'default'), edits);
  });
}

function hasAlarm({ node: { body } }: ClassSite): boolean {
  return body.body.some((member) => 'key' in member && keyOf(member) === 'alarm');
}

function setsAlarm(body: Node): boolean {
  return Array.from(descendantsOf(body)).some(
    (node) =>
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      memberName(node.callee) === 'setAlarm',
  );
}

function fix(file: string, title: string, edits: EditBuilder): Fix {
  const elsewhere = [{ file, edits: edits.build() }];
  return { rule: 'QF-19', title, safety: 'review', edits: [], elsewhere };
}
