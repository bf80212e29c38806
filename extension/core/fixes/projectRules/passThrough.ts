import { fieldsOf } from '../../../shared/fieldsOf.ts';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import type { ProjectRule } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import type { ProjectModule } from '../project.ts';
import { configOf } from '../configuration/projectConfig.ts';
import { descendantsOf } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/**
 * QF-38: the origin answers when the Worker fails. That hides the error from visitors, not from the tail,
 * and needs an origin: behind workers.dev and custom domains there is none.
 */
export const passThrough: ProjectRule = {
  id: 'QF-38',
  codes: ['cf:1101'],
  propose(project) {
    const config = configOf(project);
    const [entry] = project.modules();
    if (config === undefined || entry === undefined) return [];
    const { worker } = config;
    if (!hasOrigin(worker.get('route')) && !hasOrigin(worker.get('routes'))) return [];
    const edits = inserted(entry);
    if (edits === undefined) return [];
    const title = t('Let the origin answer when the Worker fails');
    const elsewhere = [{ file: entry.file, edits: edits.build() }];
    return [{ rule: 'QF-38', title, safety: 'review', edits: [], elsewhere }];
  },
};

function hasOrigin(routes: unknown): boolean {
  if (Array.isArray(routes)) return routes.some(hasOrigin);
  if (typeof routes === 'string') return routes !== '';
  const { pattern, custom_domain: isDomain } = fieldsOf(routes);
  return typeof pattern === 'string' && isDomain !== true;
}

function inserted({ tree }: ProjectModule): EditBuilder | undefined {
  const handler = entrypointsOf(tree).handlers.get('fetch');
  const context = handler?.params[2];
  if (handler?.body.type !== 'BlockStatement' || context?.type !== 'Identifier') return undefined;
  const [first] = handler.body.body;
  const isThere = Array.from(descendantsOf(handler.body)).some(
    (node) => node.type === 'MemberExpression' && memberName(node) === 'passThroughOnException',
  );
  if (first === undefined || isThere) return undefined;
  if (workerContextOf(tree).parameterOf(handler, 2)?.kind !== 'ctx') return undefined;
  const edits = new EditBuilder();
  insertBefore(edits, tree, first, `${context.name}.passThroughOnException()`);
  return edits;
}
