import { mkdtempSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { rawEvent, rawException, type RawEvent } from '../support/events.ts';
import { waitFor } from '../support/waitFor.ts';

/** A file of the workspace. */
export function fileIn(name: string): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (folder === undefined) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Our markers in a file. */
export function ours(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((each) => each.source === 'Tail Worker');
}

/** Writes files of the workspace, as another program would, and waits until the editor has taken notice. */
export async function writeFiles(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const uri = fileIn(name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const open = vscode.workspace.textDocuments.find((each) => each.uri.path === uri.path);
    await waitFor(`${name} is read again`, () => (open?.getText() ?? text) === text);
  }
}

/** Replaces a text of an open document, as if it were typed. */
export async function type(uri: vscode.Uri, before: string, after: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const start = document.getText().indexOf(before);
  if (start < 0) throw new Error(`There is no ${before} in ${uri.path}.`);
  const edit = new vscode.WorkspaceEdit();
  const end = document.positionAt(start + before.length);
  edit.replace(uri, new vscode.Range(document.positionAt(start), end), after);
  await vscode.workspace.applyEdit(edit);
}

/** Opens a recorded session, of these events alone. */
export async function openRecorded(...events: readonly RawEvent[]): Promise<void> {
  await vscode.commands.executeCommand('tailWorker.clear');
  await addRecorded(...events);
}

/** Opens a recorded session beside what is there. */
export async function addRecorded(...events: readonly RawEvent[]): Promise<void> {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'tail-worker-')), 'session.jsonl');
  writeFileSync(file, events.map((event) => JSON.stringify(event)).join('\n'));
  await vscode.commands.executeCommand('tailWorker.openSession', vscode.Uri.file(file));
}

/** A request to a Worker that ended with an exception. */
export function failedRequest(worker: string, message: string, stack?: string): RawEvent {
  const request = { url: 'https://api.example/', method: 'GET', headers: {}, cf: {} };
  return rawEvent({
    scriptName: worker,
    outcome: 'exception',
    exceptions: [rawException(message, stack)],
    event: { request },
  });
}

/**
 * Waits until a Worker project is known that was just written: a stack that had no place before has one then.
 *
 * @param file of the entry module.
 */
export async function projectIsKnown(worker: string, file: string): Promise<void> {
  const isPlaced = (): boolean => ours(fileIn(`${worker}/${file}`)).length > 0;
  for (let attempt = 1; !isPlaced(); attempt++) {
    if (attempt > 20) throw new Error(`The project of ${worker} is not known.`);
    await openRecorded(failedRequest(worker, 'known', `    at fetch (${file}:1:1)`));
    await waitFor('it is placed', isPlaced, 1000).catch(() => undefined);
  }
  await vscode.commands.executeCommand('tailWorker.clear');
  await waitFor('it is cleared', () => !isPlaced());
}

/** Runs with a folder of the workspace whose changes the editor tells nobody. */
export async function unwatched(folder: string, run: () => Promise<void>): Promise<void> {
  const files = vscode.workspace.getConfiguration('files');
  const exclude = (value: object | undefined): Thenable<void> =>
    files.update('watcherExclude', value, vscode.ConfigurationTarget.Workspace);
  await exclude({ [`**/${folder}/**`]: true });
  try {
    await run();
  } finally {
    await exclude(undefined);
  }
}

/** What the light bulb offers. The editor cancels the question while a language extension still starts. */
export async function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction[]> {
  await vscode.window.showTextDocument(uri);
  return waitFor('code actions', async () => {
    const found = await askForActions(uri, range, kind);
    return found !== undefined && found.length > 0 ? found : undefined;
  });
}

/** One question. @returns undefined when the editor cancelled it. */
export async function askForActions(
  uri: vscode.Uri,
  range: vscode.Range,
  kind = vscode.CodeActionKind.QuickFix,
): Promise<vscode.CodeAction[] | undefined> {
  try {
    return await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      kind.value,
    );
  } catch (error) {
    if (error instanceof Error && error.name === 'Canceled') return undefined;
    throw error;
  }
}

/**
 * Takes the first entry of the light bulb, whose edits are to be reviewed: they are looked at, ticked and
 * applied. What the provider gives to a program, as above, has lost that it is to be reviewed.
 */
export async function reviewFirstFix(uri: vscode.Uri, range: vscode.Range): Promise<void> {
  await vscode.window.showTextDocument(uri, { selection: range });
  const run = (command: string, argument?: object): Thenable<unknown> =>
    vscode.commands.executeCommand(command, argument);
  await run('editor.action.codeAction', { kind: 'quickfix', apply: 'first' });
  const isShown = (): boolean =>
    vscode.window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ label }) => label.startsWith('Refactor Preview')),
    );
  await waitFor('the edits are shown', async () => {
    for (const command of ['refactorPreview.focus', 'list.focusFirst', 'list.select']) {
      await run(command);
    }
    return isShown();
  });
  await run('refactorPreview.focus');
  await run('refactorPreview.toggleCheckedState');
  await run('refactorPreview.apply');
  await waitFor('the edits are applied', () => !isShown());
}
