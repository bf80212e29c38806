import { t } from '../../../shared/l10n.ts';
import { bindingsOf } from '../../config/configBindings.ts';
import { flagsOf } from '../configuration/compatibility.ts';
import { configFix, configOf, type ProjectConfig } from '../configuration/projectConfig.ts';
import type { Fix, ProjectRule } from '../fixRule.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { bindingName, makerName } from '../worker/bindingCall.ts';
import { remoteCallsIn } from '../worker/rpc.ts';

/** From this date on a binding to a Worker or a Durable Object has the methods of the other side. */
const RPC_SINCE = '2024-04-03';

/** QF-49: a method of another Worker or of a Durable Object is called, with a date before RPC. */
export const rpcDate: ProjectRule = {
  id: 'QF-49',
  codes: ['rt:rpc-old-date', 'js:not-a-function'],
  propose(project, message) {
    const method = FAILURE.exec(message)?.[1];
    const config = configOf(project);
    if (method === undefined || config === undefined) return [];
    const { worker } = config;
    const date = worker.get('compatibility_date');
    if (typeof date !== 'string' || date >= RPC_SINCE) return [];
    if (flagsOf(worker).some((flag) => flag === 'rpc' || flag === 'no_rpc')) return [];
    if (!Array.from(project.modules()).some(({ tree }) => calls(tree, config, method))) return [];
    return enable(config);
  },
};

const FAILURE = /[.\])](\w{1,100}) is not a function/;

/** The method is called on what the configuration binds to another Worker, or on a stub. */
function calls(tree: SyntaxTree, { worker }: ProjectConfig, method: string): boolean {
  const remote = new Set(
    bindingsOf(worker).flatMap(({ kind, name }) =>
      kind === 'services' || kind === 'durable_objects' ? [name] : [],
    ),
  );
  return remoteCallsIn(tree, descendantsOf(tree.program)).some((call) => {
    const name = bindingName(tree, call.receiver) ?? makerName(tree, call.receiver);
    return call.method === method && name !== undefined && remote.has(name);
  });
}

function enable(config: ProjectConfig): Fix[] {
  const { worker } = config;
  const rule = 'QF-49';
  return [
    ...configFix(
      config,
      { rule, title: t('Add `{0}` to the compatibility flags', 'rpc'), safety: 'safe' },
      (document) => document.append(worker.pathOf('compatibility_flags'), 'rpc'),
    ),
    ...configFix(
      config,
      { rule, title: t('Set `compatibility_date` to {0}', RPC_SINCE), safety: 'review' },
      (document) => document.set(worker.pathOf('compatibility_date'), RPC_SINCE),
    ),
  ];
}
