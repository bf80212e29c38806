import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import { UserError } from '../userErrors.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';

export interface PickedTarget {
  /** The same choice has the same id the next time. */
  readonly id: string;
  readonly project: WorkerProject;
  readonly environment: string | undefined;
  /** Name of the Worker that is tailed. */
  readonly worker: string;
  /** The name was typed: it is not the configuration's. */
  readonly typed: boolean;
}

/**
 * Asks which Worker to tail: the projects and their environments, the last choice first, or a free name.
 * Nothing is asked when there is one Worker only.
 *
 * @throws UserError when there is no Worker project; CancellationError.
 */
export async function pickTarget(
  projects: readonly WorkerProject[],
  last: string | undefined,
): Promise<PickedTarget> {
  const [first] = projects;
  if (first === undefined) {
    throw new UserError(
      t(
        'There is no Worker project here: no wrangler.toml, wrangler.json or wrangler.jsonc in this workspace.',
      ),
      { label: t('Open Folder'), command: 'workbench.action.files.openFolder' },
    );
  }
  const targets = projects.flatMap(targetsOf);
  const [only] = targets;
  if (targets.length === 1 && only !== undefined) return only;
  targets.sort((a, b) => Number(b.id === last) - Number(a.id === last));

  const items = targets.map((target) => ({
    label: target.worker,
    description: [
      target.environment === undefined ? '' : t('environment {0}', target.environment),
      vscode.workspace.asRelativePath(target.project.folder),
    ]
      .filter((part) => part !== '')
      .join(' · '),
    target,
  }));
  const other = {
    label: `$(edit) ${t('Another Worker…')}`,
    description: t('type its name'),
    target: undefined,
  };
  const picked = await vscode.window.showQuickPick([...items, other], {
    title: 'Tail Worker',
    placeHolder: t('Which Worker?'),
    matchOnDescription: true,
  });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.target ?? typedTarget(first);
}

function targetsOf(project: WorkerProject): PickedTarget[] {
  const target = (worker: string | undefined, environment: string | undefined): PickedTarget[] =>
    worker === undefined
      ? []
      : [
          {
            id: `${project.configFile}\n${environment ?? ''}`,
            project,
            environment,
            worker,
            typed: false,
          },
        ];
  return [
    ...target(project.name, undefined),
    ...project.environments.flatMap((each) => target(each.worker, each.name)),
  ];
}

async function typedTarget(project: WorkerProject): Promise<PickedTarget> {
  const worker = await vscode.window.showInputBox({
    title: 'Tail Worker',
    prompt: t('Name of a deployed Worker'),
    validateInput: (name) =>
      /^[a-z0-9_][a-z0-9-_.]*$/.test(name) || name === ''
        ? undefined
        : t('A Worker name has lower-case letters, digits, - and _.'),
  });
  if (worker === undefined || worker === '') throw new vscode.CancellationError();
  return { id: '', project, environment: undefined, worker, typed: true };
}
