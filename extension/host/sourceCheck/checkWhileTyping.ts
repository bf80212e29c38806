import * as vscode from 'vscode';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import { settings } from '../settings.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { projectAround } from './chooseProjects.ts';
import type { SourceHints } from './sourceHints.ts';

/** ms after the last key. */
const TYPED = 500;
const LANGUAGES = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'];

/** Checks documents again as they change: those that were checked, and with the setting all of Worker projects. */
export function checkWhileTyping(
  hints: SourceHints,
  projects: WorkerProjects,
  log: Log,
): Disposable {
  const owner = new Owner();
  const waiting = new Set<vscode.TextDocument>();
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  const isWanted = ({ uri }: vscode.TextDocument): boolean =>
    hints.isChecked(uri) || settings.checkOnType();
  const check = async (document: vscode.TextDocument): Promise<void> => {
    if (document.isClosed || !isWanted(document)) return;
    try {
      const isOwn = hints.isChecked(document.uri);
      const worker = isOwn ? undefined : projectAround(await projects.all(), document.uri.fsPath);
      await hints.checkDocument(document, worker);
    } catch (error) {
      log.error(`${document.uri.fsPath} is not checked: ${String(error)}`);
    }
  };
  const changed = (document: vscode.TextDocument): void => {
    if (document.uri.scheme !== 'file' || !LANGUAGES.includes(document.languageId)) return;
    if (!isWanted(document)) return;
    waiting.add(document);
    clearTimeout(timer);
    timer = setTimeout(() => {
      for (const each of waiting) running = running.then(() => check(each));
      waiting.clear();
    }, TYPED);
  };
  const checkOpen = (): void => vscode.workspace.textDocuments.forEach(changed);

  owner.add({ dispose: () => clearTimeout(timer) });
  owner.add(
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) changed(document);
    }),
  );
  owner.add(vscode.workspace.onDidOpenTextDocument(changed));
  owner.add(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('tailWorker.checkSource.onType')) return;
      if (settings.checkOnType()) checkOpen();
      else hints.clear();
    }),
  );
  checkOpen();
  return owner;
}
