import { t } from '../../../shared/l10n.ts';
import { flagsOf } from '../configuration/compatibility.ts';
import type { ProjectRule } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** From this date on the runtime answers the close of a socket that the Worker accepted. */
const REPLIES_SINCE = '2026-04-07';

/** QF-04: the hang may be a close that nobody answers. Hibernatable sockets are not helped by the date. */
export const closeReplyDate: ProjectRule = {
  id: 'QF-04',
  codes: ['rt:hung'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const { worker } = config;
    const date = worker.get('compatibility_date');
    const isOld = typeof date === 'string' && date < REPLIES_SINCE;
    if (!isOld || flagsOf(worker).some((flag) => flag.startsWith('web_socket_'))) return [];
    if (!Array.from(project.modules()).some(({ tree }) => accepts(tree))) return [];
    const title = t('Set `compatibility_date` to {0}', REPLIES_SINCE);
    return configFix(config, { rule: 'QF-04', title, safety: 'review' }, (document) =>
      document.set(worker.pathOf('compatibility_date'), REPLIES_SINCE),
    );
  },
};

/** `accept({ allowHalfOpen: true })` wants to answer by itself. */
function accepts(tree: SyntaxTree): boolean {
  const context = workerContextOf(tree);
  return Array.from(descendantsOf(tree.program)).some(
    (node) =>
      node.type === 'CallExpression' &&
      node.callee.type === 'MemberExpression' &&
      memberName(node.callee) === 'accept' &&
      node.arguments.length === 0 &&
      context.valueOf(node.callee.object)?.kind === 'webSocketEnd',
  );
}
