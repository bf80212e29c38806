import * as assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { rawEvent, rawException, type RawEvent } from '../../support/events.ts';
import { waitFor } from '../../support/waitFor.ts';
import { codeActions, fileIn, ours } from '../editor.ts';

const ILLEGAL =
  'Illegal invocation: function called with incorrect `this` reference. See https://developers.cloudflare.com/workers/observability/errors/#illegal-invocation-errors for details.';

function failure(worker: string, stack: string, message = ILLEGAL): RawEvent {
  return rawEvent({
    scriptName: worker,
    outcome: 'exception',
    exceptions: [rawException(message, stack)],
  });
}

const EVENTS = [
  rawEvent(),
  failure('api', '    at Object.fetch (src/index.ts:4:5)'),
  failure('chat', '    at audit (src/audit.ts:10:3)\n    at Object.fetch (src/index.ts:30:12)'),
  failure('chat', '    at audit (src/audit.ts:10:3)\n    at Object.fetch (src/index.ts:30:12)'),
  failure('elsewhere', '    at Object.fetch (src/index.ts:4:5)'),
  failure('chat', '    at escape (../../../../../etc/passwd:1:1)'),
];

const FORMATS = {
  'what wrangler wrote': EVENTS.map((event) => `${JSON.stringify(event, null, 4)}\n`).join(''),
  'JSON Lines': EVENTS.map((event) => JSON.stringify(event)).join('\n'),
};

suite('Open Session', () => {
  for (const [name, text] of Object.entries(FORMATS)) {
    for (const encoding of ['utf8', 'utf16le'] as const) {
      test(`${name} in ${encoding} gives each project its problems`, async () => {
        await vscode.commands.executeCommand('tailWorker.clear');
        await waitFor(
          'the problems are gone',
          () => ours(fileIn('chat/src/audit.ts')).length === 0,
        );
        const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'tail-worker-')), 'session.json');
        writeFileSync(file, `\ufeff${text}`, encoding);
        await vscode.commands.executeCommand('tailWorker.openSession', vscode.Uri.file(file));

        const chat = await waitFor('chat’s problem', () => ours(fileIn('chat/src/audit.ts'))[0]);
        assert.equal(chat.source, 'Tail Worker');
        assert.equal(chat.range.start.line, 9);
        assert.equal(chat.range.start.character, 2);
        assert.ok(chat.message.includes('2 times'), chat.message);
        assert.ok(typeof chat.code === 'object');
        assert.equal(chat.code.value, 'rt:illegal-invocation');
        assert.equal(chat.code.target.authority, 'developers.cloudflare.com');
        assert.equal(chat.relatedInformation?.[0]?.location.range.start.line, 29);

        const api = await waitFor('api’s problem', () => ours(fileIn('api/src/index.ts'))[0]);
        assert.equal(api.range.start.line, 3);
        const handler = await waitFor(
          'the handler of a failure whose stack leads out of the workspace',
          () => ours(fileIn('chat/src/index.ts'))[0],
        );
        assert.match(handler.message, /names no place in your source/);
        const files = vscode.languages
          .getDiagnostics()
          .filter(([, found]) => found.some((each) => each.source === 'Tail Worker'));
        assert.equal(files.length, 3, 'no problem outside the projects that the events name');
      });
    }
  }

  test('the fix of a recorded failure is offered, preferred, and removes the mistake', async () => {
    const uri = fileIn('api/src/index.ts');
    const document = await vscode.workspace.openTextDocument(uri);
    const [problem] = ours(uri);
    assert.ok(problem);
    const actions = await codeActions(uri, problem.range);
    const fix = actions.find((action) => action.title === 'Call `waitUntil` on `ctx`');
    assert.ok(fix?.edit, actions.map((action) => action.title).join());
    assert.equal(fix.isPreferred, true);
    await vscode.workspace.applyEdit(fix.edit);
    assert.match(document.getText(), /\n {4}ctx\.waitUntil\(Promise/);
    assert.doesNotMatch(document.getText(), /const \{ waitUntil \}/);
    await vscode.commands.executeCommand('undo');
  });

  test('a problem is explained: by its hover, and by the page that the light bulb opens', async () => {
    const uri = fileIn('api/src/index.ts');
    await vscode.workspace.openTextDocument(uri);
    // The marker follows the undone edit back to its line.
    const problem = await waitFor('the marker is back', () =>
      ours(uri).find(({ range }) => range.start.line === 3),
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      problem.range.start,
    );
    const texts = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''));
    const card = texts.find((text) => text.includes('`rt:illegal-invocation`'));
    assert.ok(card, texts.join('\n'));
    assert.match(card, /\[Explain\]\(command:tailWorker\.explainCode\?/);
    assert.match(card, /\[Documentation\]\(https:\/\/developers\.cloudflare\.com\//);
    const actions = await codeActions(uri, problem.range);
    const explain = actions.find((action) => action.title === 'Explain rt:illegal-invocation');
    assert.ok(explain?.command);
    assert.deepEqual(explain.command.arguments, ['rt:illegal-invocation']);
  });
});
