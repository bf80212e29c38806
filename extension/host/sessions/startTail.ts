import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import { UserError } from '../userErrors.ts';
import { locateWrangler } from '../wrangler/locateWrangler.ts';
import { tailArguments } from '../wrangler/tailArguments.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';
import { projectOf, type WorkerProjects } from '../wrangler/workerProjects.ts';
import { settings } from '../settings.ts';
import { pickTarget, type PickedTarget } from './pickTarget.ts';
import type { Sessions } from './sessions.ts';
import { parseStartRequest, type StartRequest } from './startRequest.ts';
import { TailSession, type TailServices } from './tailSession.ts';

const LAST = 'lastTarget';

/**
 * The command `Tail Worker`: chooses a Worker, as far as the argument does not, and starts its tail. A
 * session that runs already is only shown.
 *
 * @throws UserError, CancellationError
 */
export async function startTail(
  argument: unknown,
  projects: WorkerProjects,
  sessions: Sessions,
  services: TailServices,
  memory: vscode.Memento,
): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    throw new UserError(
      t('Tail Worker runs the wrangler of this workspace, so the workspace must be trusted first.'),
      { label: t('Manage Trust'), command: 'workbench.trust.manage' },
    );
  }
  const request = parseStartRequest(argument);
  const all = await projects.lookAgain();
  const target = fromRequest(request, all) ?? (await pickTarget(all, memory.get(LAST)));
  await memory.update(LAST, target.id);

  const id = `${target.project.folder}\n${target.worker}`;
  const running = sessions.get(id);
  if (running?.running) return;
  const session = new TailSession(
    {
      id,
      worker: target.worker,
      folder: target.project.folder,
      arguments: tailArguments(
        {
          worker: target.typed ? target.worker : undefined,
          environment: target.environment,
          filters: request.filters,
        },
        settings.wranglerArguments(),
      ),
      wrangler: () =>
        locateWrangler(target.project.folder, {
          wranglerPath: settings.wranglerPath(),
          nodePath: settings.nodePath(),
        }),
    },
    services,
    sessions.changed,
  );
  sessions.add(session);
  await session.start();
}

/** The target that the argument names; undefined when the user has to choose. */
function fromRequest(
  { worker, env, folder }: StartRequest,
  all: readonly WorkerProject[],
): PickedTarget | undefined {
  if (worker === undefined && env === undefined && folder === undefined) return undefined;
  const project =
    folder !== undefined
      ? all.find((each) => each.folder === folder)
      : ((worker === undefined ? undefined : projectOf(worker, all)) ?? all[0]);
  if (project === undefined) {
    throw new UserError(
      folder === undefined
        ? t('There is no Worker project in this workspace.')
        : t('There is no Wrangler configuration in {0}.', folder),
    );
  }
  return {
    id: '',
    project,
    environment: env,
    worker: worker ?? workerOf(project, env),
    typed: worker !== undefined && worker !== workerOf(project, env),
  };
}

function workerOf(project: WorkerProject, env: string | undefined): string {
  const name =
    env === undefined
      ? project.name
      : project.environments.find((each) => each.name === env)?.worker;
  if (name === undefined) {
    throw new UserError(
      env === undefined
        ? t('{0} has no "name". Add it, or give the Worker\'s name.', project.configFile)
        : t('{0} has no environment "{1}".', project.configFile, env),
    );
  }
  return name;
}
