import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor } from '../../support/waitFor.ts';

/** Label of the one page about codes, once it is the active tab. */
async function pageLabel(label: string): Promise<void> {
  const active = (): vscode.Tab | undefined => vscode.window.tabGroups.activeTabGroup.activeTab;
  const tab = await waitFor(`the page “${label}”`, () =>
    active()?.label === label ? active() : undefined,
  );
  assert.ok(tab.input instanceof vscode.TabInputWebview);
  const pages = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview);
  assert.equal(pages.length, 1, 'one page, whatever is explained');
}

suite('Error codes', () => {
  suiteTeardown(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  test('a code opens its page', async () => {
    await vscode.commands.executeCommand('tailWorker.explainCode', 'ws:1006');
    await pageLabel('ws:1006 Abnormal closure');
  });

  test('a list of one code is what a link of a page gives', async () => {
    await vscode.commands.executeCommand('tailWorker.explainCode', ['ws:4321']);
    await pageLabel('ws:4321 Code of the application');
  });

  test('a number opens all its meanings', async () => {
    await vscode.commands.executeCommand('tailWorker.explainCode', 1015);
    await pageLabel('1015 has 3 meanings');
  });

  test('a whole message opens the page of its code', async () => {
    await vscode.commands.executeCommand(
      'tailWorker.explainCode',
      'HTTP/2 404\n\nerror code: 1042',
    );
    await pageLabel('cf:1042 Worker fetched a Worker of the same zone');
  });

  test('two codes open side by side', async () => {
    await vscode.commands.executeCommand('tailWorker.compareCodes', ['cf:1015', 'ws:1015']);
    await pageLabel('cf:1015 and ws:1015');
  });
});
