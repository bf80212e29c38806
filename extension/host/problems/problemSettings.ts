import * as vscode from 'vscode';
import { mutedBy } from '../../core/problems/muting.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { severityOf } from '../../core/problems/severity.ts';
import { settings } from '../settings.ts';
import { KEPT_PROBLEMS } from '../viewIds.ts';
import type { ProblemMemory, ProblemTracker } from './problemTracker.ts';

/** Problems survive a reload of the window: they are kept with the workspace. */
export function memoryOf({ workspaceState }: vscode.ExtensionContext): ProblemMemory {
  return {
    get: () => workspaceState.get(KEPT_PROBLEMS),
    set: (snapshot) => workspaceState.update(KEPT_PROBLEMS, snapshot),
  };
}

/** Shows what the settings say, now and after each change of them. */
export function keepMuted(tracker: ProblemTracker): vscode.Disposable {
  const update = (): void => {
    const isMuted = mutedBy(settings.muted());
    const isHidden = (problem: Problem): boolean =>
      isMuted(problem) || severityOf(problem, settings.severity) === 'off';
    tracker.show(settings.problems() ? isHidden : undefined);
  };
  update();
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration('tailWorker.problems')) update();
  });
}
