import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor.ts';
import {
  codeActions,
  fileIn,
  ours,
  projectIsKnown,
  type,
  unwatched,
  writeFiles,
} from '../editor.ts';

const ROOM = `export function leave() {
  const [client, server] = Object.values(new WebSocketPair());
  server.accept();
  server.close(1005, 'bye');
  return new Response(null, { status: 101, webSocket: client });
}
`;
const ENTRY = `import { leave } from './room';
export default { fetch: () => leave() };
`;

suite('Check Source for Known Problems', () => {
  const room = fileIn('hall/src/room.js');
  const setting = (value: boolean | undefined): Thenable<void> =>
    vscode.workspace
      .getConfiguration('tailWorker')
      .update('checkSource.onType', value, vscode.ConfigurationTarget.Workspace);

  suiteSetup(async () => {
    await writeFiles({
      'hall/wrangler.toml': 'name = "hall"\nmain = "src/index.js"\n',
      'hall/src/index.js': ENTRY,
      'hall/src/room.js': ROOM,
    });
    await projectIsKnown('hall', 'src/index.js');
  });

  suiteTeardown(async () => {
    await setting(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(fileIn('hall'), { recursive: true });
  });

  const check = (): Thenable<unknown> =>
    vscode.commands.executeCommand('tailWorker.checkSource', fileIn('hall'));
  const hint = (): Promise<vscode.Diagnostic> => waitFor('a hint', () => ours(room)[0]);

  test('a mistake that stays silent is told of, as information, with its code', async () => {
    await check();
    const [found, ...others] = ours(room);
    assert.ok(found);
    assert.deepEqual(others, []);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(found.range.start.line, 3);
    assert.ok(typeof found.code === 'object');
    assert.equal(found.code.value, 'rt:websocket-close-code');
  });

  test('a project that was made just now is checked too', async () => {
    await unwatched('porch', async () => {
      await writeFiles({
        'porch/wrangler.toml': 'name = "porch"\nmain = "src/index.js"\n',
        'porch/src/index.js': `${ROOM}export default { fetch: () => leave() };\n`,
      });
      await vscode.commands.executeCommand('tailWorker.checkSource', fileIn('porch'));
      assert.equal(ours(fileIn('porch/src/index.js')).length, 1);
      await vscode.workspace.fs.delete(fileIn('porch'), { recursive: true });
    });
  });

  test('its fix is offered, and the hint is gone when it is mended', async () => {
    const [action] = await codeActions(room, (await hint()).range);
    assert.equal(action?.isPreferred, true);
    assert.ok(action.edit);
    await vscode.workspace.applyEdit(action.edit);
    await waitFor('it is gone', () => ours(room).length === 0);
    assert.match((await vscode.workspace.openTextDocument(room)).getText(), /close\(1000, 'bye'\)/);
  });

  test('it comes back with the mistake, as the document was checked before', async () => {
    await type(room, '1000', '1006');
    await hint();
    await vscode.commands.executeCommand('workbench.action.files.revert');
    await waitFor('the saved text has one too', () => ours(room)[0]?.message.includes('1005'));
  });

  test('a document is checked as one types only with the setting', async () => {
    const index = fileIn('hall/src/index.js');
    await setting(true);
    await vscode.window.showTextDocument(room);
    await hint();
    await type(
      index,
      'leave() }',
      '{ const s = new WebSocket("wss://x.example"); s.close(1006); } }',
    );
    await waitFor('a hint in the entry', () => ours(index)[0]);
    await setting(false);
    await waitFor('none is left', () => ours(room).length === 0 && ours(index).length === 0);
  });

  test('what is told of a file goes with the file', async () => {
    await check();
    await hint();
    const deleted = new vscode.WorkspaceEdit();
    deleted.deleteFile(room);
    await vscode.workspace.applyEdit(deleted);
    await waitFor('it is gone', () => ours(room).length === 0);
  });
});
