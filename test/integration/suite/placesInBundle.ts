import * as assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import { locateWrangler } from '../../../extension/host/wrangler/locateWrangler.ts';
import { rawEvent, rawException } from '../../support/events.ts';
import { waitFor } from '../../support/waitFor.ts';
import { codeActions, fileIn, ours } from '../editor.ts';

const ILLEGAL = 'Illegal invocation: function called with incorrect `this` reference.';

/** `line:column` of a text in the module that a deploy would upload. */
async function inBundle(text: string): Promise<string> {
  const folder = fileIn('api').fsPath;
  const { node, script, environment } = await locateWrangler(folder, {
    wranglerPath: '',
    nodePath: '',
  });
  const out = mkdtempSync(path.join(os.tmpdir(), 'tail-worker-bundle-'));
  await promisify(execFile)(node, [script, 'deploy', '--dry-run', '--outdir', out], {
    cwd: folder,
    env: {
      ...process.env,
      WRANGLER_HIDE_BANNER: 'true',
      WRANGLER_SEND_METRICS: 'false',
      ...environment,
    },
  });
  const code = readFileSync(path.join(out, 'index.js'), 'utf8');
  const before = code.slice(0, code.indexOf(text)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

suite('Build on demand', () => {
  const uri = fileIn('api/src/index.ts');
  teardown(() => vscode.commands.executeCommand('tailWorker.clear'));

  test('a failure in a bundle is at its line, with its fix, though the project has no build', async () => {
    const frame = `    at Object.fetch (index.js:${await inBundle('waitUntil(Promise')})`;
    const event = rawEvent({
      scriptName: 'api',
      outcome: 'exception',
      exceptions: [rawException(ILLEGAL, frame)],
    });
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'tail-worker-')), 'session.jsonl');
    writeFileSync(file, JSON.stringify(event));
    await vscode.commands.executeCommand('tailWorker.clear');
    await vscode.commands.executeCommand('tailWorker.openSession', vscode.Uri.file(file));

    const problem = await waitFor('the problem', () => ours(uri)[0]);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(
      document.lineAt(problem.range.start.line).text.slice(problem.range.start.character),
      /^waitUntil\(Promise/,
    );
    assert.doesNotMatch(problem.message, /guess|changed/);
    const titles = (await codeActions(uri, problem.range)).map(({ title }) => title);
    assert.ok(titles.includes('Call `waitUntil` on `ctx`'), titles.join());
    const folders = await vscode.workspace.fs.readDirectory(fileIn('api'));
    assert.ok(!folders.some(([name]) => name === 'dist'));
  });
});
