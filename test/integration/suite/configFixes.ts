import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor.ts';
import {
  reviewFirstFix,
  codeActions,
  failedRequest,
  fileIn,
  openRecorded,
  ours,
  projectIsKnown,
  writeFiles,
} from '../editor.ts';

const ENTRY = `export default {
  async fetch(request, env) {
    return new Response(await env.CACHE.get('total'));
  },
};
`;
const ABSENT = "Cannot read properties of undefined (reading 'get')";

const projects = [
  {
    worker: 'ledger',
    file: 'wrangler.jsonc',
    before: `{
\t// The ledger.
\t"name": "ledger", /* as in the accounts */
\t"main": "src/index.js",
\t"vars": {
\t\t"CURRENCY": "EUR", // only this
\t},
\t// "kv_namespaces": [] was not needed yet
}
`,
    after: `{
\t// The ledger.
\t"name": "ledger", /* as in the accounts */
\t"main": "src/index.js",
\t"vars": {
\t\t"CURRENCY": "EUR", // only this
\t},
\t"kv_namespaces": [{ "binding": "CACHE" }],
\t// "kv_namespaces": [] was not needed yet
}
`,
  },
  {
    worker: 'mint',
    file: 'wrangler.toml',
    before: `# The mint.
name   = 'mint'          # as in the accounts
main   = "src/index.js"
vars.CURRENCY = 'EUR'    # only this

[observability]          # as everywhere
enabled = true
`.replaceAll('\n', '\r\n'),
    after: `# The mint.
name   = 'mint'          # as in the accounts
main   = "src/index.js"
vars.CURRENCY = 'EUR'    # only this

[observability]          # as everywhere
enabled = true

[[kv_namespaces]]
binding   = 'CACHE'
`.replaceAll('\n', '\r\n'),
  },
];

suite('Fixes in a configuration', () => {
  suiteSetup(async () => {
    for (const { worker, file, before } of projects) {
      await writeFiles({ [`${worker}/${file}`]: before, [`${worker}/src/index.js`]: ENTRY });
      await projectIsKnown(worker, 'src/index.js');
    }
  });

  suiteTeardown(async () => {
    await vscode.commands.executeCommand('tailWorker.clear');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const { worker } of projects) {
      await vscode.workspace.fs.delete(fileIn(worker), { recursive: true });
    }
  });

  for (const { worker, file, before, after } of projects) {
    test(`a binding is added to ${file}, which keeps the rest, and undo takes it out`, async () => {
      const entry = fileIn(`${worker}/src/index.js`);
      const config = fileIn(`${worker}/${file}`);
      await openRecorded(failedRequest(worker, ABSENT, '    at Object.fetch (src/index.js:3:41)'));
      const problem = await waitFor('the problem', () => ours(entry)[0]);
      const title = `Add a KV namespace \`CACHE\` to ${file}`;
      const offered = async (): Promise<vscode.CodeAction | undefined> =>
        (await codeActions(entry, problem.range)).find((action) => action.title === title);
      const action = await offered();
      assert.ok(action?.edit);
      assert.notEqual(action.isPreferred, true);
      await reviewFirstFix(entry, problem.range);

      const document = await vscode.workspace.openTextDocument(config);
      await waitFor('the file is edited', () => document.getText() !== before);
      assert.equal(document.getText(), after);
      assert.equal((await vscode.workspace.openTextDocument(entry)).getText(), ENTRY);
      await waitFor('it is not offered again', async () => (await offered()) === undefined);

      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before);
      assert.equal(document.isDirty, false);
      await waitFor('it is offered again', offered);
    });
  }
});
