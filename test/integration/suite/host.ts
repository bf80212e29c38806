import assert from 'node:assert/strict';
import * as vscode from 'vscode';

suite('the editor', () => {
  test('is the VS Code that the run asked for', () => {
    assert.equal(vscode.version, process.env.TAIL_WORKER_VSCODE_VERSION);
  });

  test('has the Worker project open, and no other folder', () => {
    const folders = vscode.workspace.workspaceFolders?.map(({ uri }) => uri.fsPath);
    assert.deepEqual(folders, [process.env.INTEGRATION_WORKSPACE]);
  });

  test('activates the extension from its development folder', async () => {
    const extension = vscode.extensions.getExtension('tail-worker.tail-worker');
    assert.ok(extension, 'the editor does not know the extension');
    await extension.activate();
    assert.ok((await vscode.commands.getCommands(true)).includes('tailWorker.start'));
  });
});
