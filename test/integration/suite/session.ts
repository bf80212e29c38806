import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor.ts';
import { codeActions, fileIn, ours } from '../editor.ts';

suite('A live session', () => {
  suiteSetup(async () => {
    await vscode.commands.executeCommand('tailWorker.clear');
    await vscode.commands.executeCommand('tailWorker.start', { worker: 'chat' });
  });

  suiteTeardown(() => vscode.commands.executeCommand('tailWorker.stopAll'));

  test('failures of the running Worker become problems at their lines', async () => {
    const lines = {
      'audit.ts': 9,
      'avatar.ts': 4,
      'liveStatus.ts': 7,
      'messages.ts': 13,
      'limits.ts': 9,
    };
    for (const [name, line] of Object.entries(lines)) {
      const uri = fileIn(`chat/src/${name}`);
      const problem = await waitFor(`a problem in ${name}`, () => ours(uri)[0], 30_000);
      assert.equal(problem.range.start.line, line, name);
      assert.ok(!problem.range.isEmpty);
    }
  });

  test('a marker offers the way to its event', async () => {
    const uri = fileIn('chat/src/limits.ts');
    const [problem] = ours(uri);
    assert.ok(problem);
    const titles = (await codeActions(uri, problem.range)).map((action) => action.title);
    assert.ok(titles.includes('Show in Tail Worker'), titles.join());
  });

  test('Clear removes the problems, and new failures bring them back', async () => {
    await vscode.commands.executeCommand('tailWorker.clear');
    const uri = fileIn('chat/src/avatar.ts');
    await waitFor('it comes back, counted anew', () => ours(uri)[0]?.message.includes('once'));
  });

  test('every command of the manifest is registered, and no other', async () => {
    const manifest = vscode.extensions.getExtension('tail-worker.tail-worker')?.packageJSON as {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    };
    const named = manifest.contributes.commands.map((each) => each.command);
    const registered = (await vscode.commands.getCommands(true)).filter(
      // Each view brings commands of its own.
      (id) => id.startsWith('tailWorker.') && !id.startsWith('tailWorker.panel.'),
    );
    assert.deepEqual(registered.sort(), named.sort());
  });
});
