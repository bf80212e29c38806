import { cp, readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Timeline } from '../../core/tail/timeline.ts';
import { t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import { isBelow } from '../sources/isBelow.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { FileSession } from './fileSession.ts';
import type { Sessions } from './sessions.ts';

/**
 * The command `Open Demo Recording`: a Worker's source, which is copied into the extension's storage to be mended
 * there, and what a tail of it said. The workspace stays as it is: its folders do not change, so nothing reloads.
 * Each run begins anew.
 */
export async function openDemoRecording(
  context: vscode.ExtensionContext,
  projects: WorkerProjects,
  sessions: Sessions,
  timeline: Timeline,
  log: Log,
): Promise<void> {
  const folder = demoFolder(context);
  await restore(context.asAbsolutePath('dist/demo'), folder);
  await knowDemo(context, projects);
  const recording = vscode.Uri.joinPath(context.extensionUri, 'media/demo/recording.jsonl');
  const id = recording.toString();
  const before = sessions.get(id);
  if (before?.running === true) return;
  // Where there is another session too, nothing of it may be lost.
  if (before !== undefined && sessions.all.length === 1) timeline.clear();
  const name = t('Demo recording');
  const session = new FileSession(recording, timeline, log, sessions.changed, name);
  sessions.add(session);
  await session.start();
  await showMistake(path.join(folder, 'src/audit.ts'));
  tellAbout();
}

/** Makes the copy of the source known, if there is one: its problems outlive the window. */
export async function knowDemo(
  context: vscode.ExtensionContext,
  projects: WorkerProjects,
): Promise<void> {
  const config = path.join(demoFolder(context), 'wrangler.jsonc');
  try {
    await stat(config);
  } catch {
    return; // the demo was never opened
  }
  await projects.addDemo(vscode.Uri.file(config));
}

function demoFolder(context: vscode.ExtensionContext): string {
  return path.join(context.globalStorageUri.fsPath, 'demo');
}

/** Makes all files as they were shipped, also those that are being edited. */
async function restore(shipped: string, folder: string): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    const { fsPath } = document.uri;
    if (!document.isDirty || !isBelow(folder, fsPath)) continue;
    const text = await readFile(path.join(shipped, path.relative(folder, fsPath)), 'utf8');
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    edit.replace(document.uri, document.validateRange(whole), text);
    await vscode.workspace.applyEdit(edit);
    await document.save();
  }
  await cp(shipped, folder, { recursive: true });
}

/** Where one of the failures is, with the cursor at it, so that the light bulb is there. */
async function showMistake(file: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  const at = document.positionAt(Math.max(0, document.getText().indexOf('waitUntil(record')));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

function tellAbout(): void {
  const problems = t('Show Problems');
  // The command is done: nobody waits for the notification.
  void vscode.window
    .showInformationMessage(
      t(
        'This is a recording of a small chat. Click a red row to see what failed and where; the light bulb at a marker mends it.',
      ),
      problems,
    )
    .then((chosen) => {
      if (chosen === problems)
        void vscode.commands.executeCommand('workbench.actions.view.problems');
    });
}
