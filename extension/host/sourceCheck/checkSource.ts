import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import { UserError } from '../userErrors.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { projectsAt } from './chooseProjects.ts';
import { type Checked, sentenceOf } from './checkSummary.ts';
import type { SourceHints } from './sourceHints.ts';

/**
 * Looks through Worker projects for mistakes that stay silent, and shows them as hints. Runs nothing of the
 * workspace.
 *
 * @param argument a folder or file; without it, or where it is in no project, the user picks.
 */
export async function checkSource(
  argument: unknown,
  projects: WorkerProjects,
  hints: SourceHints,
  log: Log,
): Promise<void> {
  const chosen = await choose(argument, await projects.lookAgain());
  if (chosen === undefined) return;
  const checked: Checked = { names: chosen.map(nameOf), files: 0, problems: 0, withProblems: 0 };
  const isDone = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: t('Checking {0}', checked.names.join(', ')),
      cancellable: true,
    },
    async (progress, token) => {
      for (const project of chosen) {
        await hints.check(
          project,
          () => token.isCancellationRequested,
          (module) => {
            checked.files++;
            checked.problems += module.hints.length;
            if (module.hints.length > 0) checked.withProblems++;
            progress.report({ message: module.display });
          },
        );
        if (token.isCancellationRequested) return false;
      }
      return true;
    },
  );
  if (!isDone) return;
  const sentence = sentenceOf(checked);
  log.info(sentence);
  // Nobody waits for the answer: the command is done.
  void tell(sentence, checked.problems > 0);
}

async function tell(sentence: string, hasProblems: boolean): Promise<void> {
  const show = t('Show Problems');
  const chosen = await vscode.window.showInformationMessage(
    sentence,
    ...(hasProblems ? [show] : []),
  );
  if (chosen === show) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

/** @returns undefined when the user chose nothing. */
async function choose(
  argument: unknown,
  all: readonly WorkerProject[],
): Promise<readonly WorkerProject[] | undefined> {
  if (all.length === 0) {
    throw new UserError(
      t(
        'There is no Worker project here: no wrangler.toml, wrangler.json or wrangler.jsonc in this workspace.',
      ),
      { label: t('Open Folder'), command: 'workbench.action.files.openFolder' },
    );
  }
  const meant = argument instanceof vscode.Uri ? projectsAt(all, argument.fsPath) : [];
  if (meant.length > 0) return meant;
  if (all.length === 1) return all;
  const items = all.map((project) => ({
    label: nameOf(project),
    description: vscode.workspace.asRelativePath(project.configFile),
    projects: [project],
  }));
  const everything = { label: t('All Projects'), description: '', projects: all };
  const picked = await vscode.window.showQuickPick([everything, ...items], {
    title: t('Check Source for Known Problems'),
    placeHolder: t('Which Worker project?'),
    matchOnDescription: true,
  });
  return picked?.projects;
}

function nameOf({ name, folder }: WorkerProject): string {
  return name ?? vscode.workspace.asRelativePath(folder);
}
