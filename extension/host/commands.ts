import * as vscode from 'vscode';
import { t } from '../shared/l10n.ts';
import type { Log } from '../shared/log.ts';
import { UserError } from './userErrors.ts';

/** Every command once. The ids are public: key bindings, tasks and other extensions use them. */
export const COMMANDS = {
  start: 'tailWorker.start',
  stop: 'tailWorker.stop',
  stopAll: 'tailWorker.stopAll',
  restart: 'tailWorker.restart',
  showPanel: 'tailWorker.showPanel',
  openInEditor: 'tailWorker.openInEditor',
  clear: 'tailWorker.clear',
  togglePause: 'tailWorker.togglePause',
  filter: 'tailWorker.filter',
  nextFailure: 'tailWorker.nextFailure',
  previousFailure: 'tailWorker.previousFailure',
  saveSession: 'tailWorker.saveSession',
  openSession: 'tailWorker.openSession',
  openDemoRecording: 'tailWorker.openDemoRecording',
  explainCode: 'tailWorker.explainCode',
  compareCodes: 'tailWorker.compareCodes',
  checkSource: 'tailWorker.checkSource',
  muteProblem: 'tailWorker.muteProblem',
  showLog: 'tailWorker.showLog',
} as const;

export type CommandName = keyof typeof COMMANDS;

/** Arguments come from key bindings and other extensions: unknown until they are looked at. */
export type CommandHandlers = Readonly<Record<CommandName, (argument: unknown) => unknown>>;

export function registerCommands(
  run: (name: CommandName, argument: unknown) => unknown,
  log: Log,
): vscode.Disposable {
  const names = Object.keys(COMMANDS) as CommandName[]; // the object is a constant
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.commands.registerCommand(COMMANDS[name], (argument: unknown) =>
        guarded(log, () => run(name, argument)),
      ),
    ),
  );
}

/** Runs something that a user asked for: what is thrown becomes a sentence, and a bug also a log entry. */
export async function guarded(log: Log, run: () => unknown): Promise<void> {
  try {
    await run();
  } catch (error) {
    await showError(log, error);
  }
}

export async function showError(log: Log, error: unknown): Promise<void> {
  if (error instanceof vscode.CancellationError) return;
  if (error instanceof UserError) {
    log.warn(error.message);
    const { next } = error;
    if (next === undefined) {
      await vscode.window.showErrorMessage(error.message);
    } else if ((await vscode.window.showErrorMessage(error.message, next.label)) === next.label) {
      await vscode.commands.executeCommand(next.command, ...(next.arguments ?? []));
    }
    return;
  }
  log.error(error instanceof Error ? error : String(error));
  const show = t('Show Log');
  const text = error instanceof Error ? error.message : String(error);
  const chosen = await vscode.window.showErrorMessage(t('Tail Worker failed: {0}', text), show);
  if (chosen === show) await vscode.commands.executeCommand(COMMANDS.showLog);
}
