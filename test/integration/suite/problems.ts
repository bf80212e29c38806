import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { answered, loggedError, rawEvent, type RawEvent } from '../../support/events.ts';
import { waitFor } from '../../support/waitFor.ts';
import {
  addRecorded,
  codeActions,
  failedRequest,
  fileIn,
  openRecorded,
  ours,
  projectIsKnown,
  unwatched,
  writeFiles,
} from '../editor.ts';

const request = { url: 'https://api.example/', method: 'GET', headers: {}, cf: {} };

suite('Problems', () => {
  const uri = fileIn('api/src/index.ts');
  const configuration = (): vscode.WorkspaceConfiguration =>
    vscode.workspace.getConfiguration('tailWorker');

  teardown(async () => {
    for (const name of ['problems.muted', 'problems.severity', 'problems.enabled']) {
      await configuration().update(name, undefined, vscode.ConfigurationTarget.Workspace);
    }
    await vscode.commands.executeCommand('tailWorker.clear');
  });

  test('a failure without a stack is at the handler of its event, and says so', async () => {
    await openRecorded(rawEvent({ scriptName: 'api', outcome: 'exceededCpu', event: { request } }));
    const problem = await waitFor('the problem', () => ours(uri)[0]);
    assert.equal(problem.range.start.line, 1, 'async fetch(…)');
    assert.match(problem.message, /exceededCpu: .*\(api: once/);
    assert.match(problem.message, /names no place in your source/);
    assert.ok(typeof problem.code === 'object');
    assert.equal(problem.code.value, 'outcome:exceededCpu');
    const actions = await codeActions(uri, problem.range);
    assert.ok(
      actions.some(({ title }) => /cpu_ms/.test(title)),
      actions.map(({ title }) => title).join(', '),
    );
  });

  test('a failure whose line is not here is nowhere, rather than at a wrong place', async () => {
    await openRecorded(
      failedRequest(
        'api',
        'one',
        '    at gone (src/gone.ts:1:1)\n    at Object.fetch (src/index.ts:4:5)',
      ),
      failedRequest('api', 'two', '    at Object.fetch (src/index.ts:4:5)'),
    );
    const problem = await waitFor('the problem that has a place', () =>
      ours(uri).find(({ range }) => range.start.line === 3),
    );
    assert.match(problem.message, /two/);
  });

  test('a project that comes after its failures gets them when they come again', async () => {
    const file = 'src/index.js';
    await openRecorded(failedRequest('late', 'known', `    at fetch (${file}:1:1)`));
    await writeFiles({
      'late/wrangler.toml': `name = "late"\nmain = "${file}"\n`,
      [`late/${file}`]: 'export default { fetch: () => new Response() };\n',
    });
    await projectIsKnown('late', file);
    await vscode.workspace.fs.delete(fileIn('late'), { recursive: true });
  });

  test('a project that the editor does not watch is found with a later failure', async () => {
    const file = 'src/index.js';
    await unwatched('shed', async () => {
      await openRecorded(failedRequest('shed', 'known', `    at fetch (${file}:1:1)`));
      await writeFiles({
        'shed/wrangler.toml': `name = "shed"\nmain = "${file}"\n`,
        [`shed/${file}`]: 'export default { fetch: () => new Response() };\n',
      });
      await projectIsKnown('shed', file);
      await vscode.workspace.fs.delete(fileIn('shed'), { recursive: true });
    });
  });

  test('what is muted has no marker until it is muted no longer', async () => {
    await openRecorded(failedRequest('api', 'boom', '    at Object.fetch (src/index.ts:4:5)'));
    const problem = await waitFor('the problem', () => ours(uri)[0]);
    const actions = await codeActions(uri, problem.range);
    const mute = actions.find(({ title }) => title === 'Mute This Failure')?.command;
    assert.ok(mute);
    const signature: unknown = mute.arguments?.[0];
    await vscode.commands.executeCommand(mute.command, signature);
    await waitFor('it is muted', () => ours(uri).length === 0);
    assert.deepEqual(configuration().get('problems.muted'), {
      signatures: [signature],
      paths: [],
      outcomes: [],
      kinds: [],
    });
    await configuration().update('problems.muted', undefined, vscode.ConfigurationTarget.Workspace);
    await waitFor('it is back', () => ours(uri).length === 1);
  });

  test('a document of the same path that is not the file moves no marker', async () => {
    await openRecorded(failedRequest('api', 'boom', '    at Object.fetch (src/index.ts:4:5)'));
    const { line } = (await waitFor('the problem', () => ours(uri)[0])).range.start;
    let text = 'a\n';
    const changed = new vscode.EventEmitter<vscode.Uri>();
    const provider = vscode.workspace.registerTextDocumentContentProvider('preview', {
      onDidChange: changed.event,
      provideTextDocumentContent: () => text,
    });
    const other = await vscode.workspace.openTextDocument(uri.with({ scheme: 'preview' }));
    text = '\n\n\na\n';
    changed.fire(other.uri);
    await waitFor('its lines have moved', () => other.lineCount > 4);
    await addRecorded(failedRequest('api', 'later', '    at Object.fetch (src/index.ts:4:5)'));
    await waitFor('both', () => ours(uri).length === 2);
    assert.deepEqual(
      ours(uri).map(({ range }) => range.start.line),
      [line, line],
    );
    provider.dispose();
  });

  test('failures beyond the bound of a file are one marker with their number', async () => {
    const frame = '    at Object.fetch (src/index.ts:4:5)';
    // Digits are taken out of a signature.
    const word = (n: number): string =>
      n.toString(36).replace(/\d/g, (digit) => 'ABCDEFGHIJ'[+digit] ?? '');
    await openRecorded(
      ...Array.from({ length: 1005 }, (_, n) => failedRequest('api', `no ${word(n)}x`, frame)),
    );
    const rest = await waitFor('the marker of the rest', () =>
      ours(uri).find(({ message }) => message.includes('without a marker of their own: 5')),
    );
    assert.equal(rest.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(ours(uri).length, 1001);
  });

  const FRAME = '    at Object.fetch (src/index.ts:4:5)';
  const logged = (status: number, level: string): RawEvent =>
    rawEvent({
      scriptName: 'api',
      logs: [loggedError('no room', FRAME, level)],
      ...answered(status),
    });

  test('an error that the app logs is at its line, as loud as what came of it', async () => {
    for (const [status, level, severity] of [
      [500, 'error', vscode.DiagnosticSeverity.Error],
      [200, 'error', vscode.DiagnosticSeverity.Warning],
      [401, 'error', vscode.DiagnosticSeverity.Information],
      [401, 'log', vscode.DiagnosticSeverity.Hint],
    ] as const) {
      await openRecorded(logged(status, level));
      const problem = await waitFor('the problem', () =>
        ours(uri).find((each) => each.severity === severity),
      );
      assert.equal(problem.range.start.line, 3);
      assert.match(problem.message, /^Logged, not thrown: TypeError: no room \(api: once/);
      assert.equal(problem.message.includes(`The Worker answered ${status}.`), status >= 400);
      assert.ok(typeof problem.code === 'object');
      assert.equal(problem.code.value, 'failure:logged');
    }
  });

  test('status 5xx with nothing logged has a marker, at its handler, when the settings ask', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    await openRecorded(rawEvent({ scriptName: 'api', ...answered(503) }), logged(500, 'error'));
    await waitFor('the logged error', () => ours(uri).length === 1);
    await configuration().update('problems.severity', { answered: 'warning' }, Workspace);
    const problem = await waitFor('the answer', () =>
      ours(uri).find(({ message }) => message.startsWith('HTTP 503: ')),
    );
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(problem.range.start.line, 1, 'async fetch(…)');
    await configuration().update('problems.muted', { kinds: ['logged'] }, Workspace);
    await waitFor('only the answer', () => ours(uri).length === 1);
    assert.match(ours(uri)[0]?.message ?? '', /^HTTP 503: /);
  });

  test('settings decide how severe an outcome is, and whether there are problems at all', async () => {
    const { Workspace } = vscode.ConfigurationTarget;
    await configuration().update('problems.severity', { exception: 'hint' }, Workspace);
    await openRecorded(failedRequest('api', 'boom', '    at Object.fetch (src/index.ts:4:5)'));
    const problem = await waitFor('the problem', () => ours(uri)[0]);
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Hint);
    await configuration().update('problems.enabled', false, Workspace);
    await waitFor('there is none', () => ours(uri).length === 0);
  });
});
