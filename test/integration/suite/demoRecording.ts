import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor.ts';
import { codeActions, ours } from '../editor.ts';

const LINES = {
  'audit.ts': 9,
  'avatar.ts': 4,
  'digest.ts': 6,
  'limits.ts': 9,
  'liveStatus.ts': 7,
  'messages.ts': 13,
};

suite('The demo recording', () => {
  let audit: vscode.Uri;
  const beside = (name: string): vscode.Uri => vscode.Uri.joinPath(audit, '..', name);
  const openDemo = async (): Promise<vscode.TextDocument> => {
    await vscode.commands.executeCommand('tailWorker.openDemoRecording');
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document, 'an editor is open');
    assert.match(document.fileName, /audit\.ts$/);
    audit = document.uri;
    return document;
  };

  suiteSetup(() => vscode.commands.executeCommand('tailWorker.clear'));

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('tailWorker.clear');
  });

  test('its failures are problems at their lines, in a copy outside the workspace', async () => {
    const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.path);
    await openDemo();
    assert.equal(vscode.workspace.getWorkspaceFolder(audit), undefined);
    for (const [name, line] of Object.entries(LINES)) {
      const problem = await waitFor(`a problem in ${name}`, () => ours(beside(name))[0]);
      assert.equal(problem.range.start.line, line, name);
      assert.doesNotMatch(problem.message, /guess/, name);
    }
    assert.deepEqual(
      vscode.workspace.workspaceFolders?.map(({ uri }) => uri.path),
      folders,
    );
  });

  test('the source has no problem but those of the recording', async () => {
    await vscode.window.showTextDocument(beside('limits.ts'));
    const others = vscode.languages
      .getDiagnostics(beside('limits.ts'))
      .filter(({ source }) => source !== 'Tail Worker');
    assert.deepEqual(
      others.map(({ message }) => message),
      [],
    );
  });

  test('a click mends a mistake', async () => {
    const document = await vscode.window.showTextDocument(audit);
    const [problem] = ours(audit);
    assert.ok(problem);
    const [fix] = await codeActions(audit, problem.range);
    assert.equal(fix?.title, 'Call `waitUntil` on `ctx`');
    assert.equal(fix.isPreferred, true);
    assert.ok(fix.edit);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.document.getText(), /ctx\.waitUntil\(record/);
  });

  test('opened again, it begins anew, with the mistake back in the source', async () => {
    const document = await openDemo();
    assert.doesNotMatch(document.getText(), /ctx\.waitUntil/);
    assert.equal(document.isDirty, false);
    const problem = await waitFor('its problem', () => ours(audit)[0]);
    assert.match(problem.message, /3 times/);
    const titles = (await codeActions(audit, problem.range)).map(({ title }) => title);
    assert.equal(titles[0], 'Call `waitUntil` on `ctx`');
  });
});
