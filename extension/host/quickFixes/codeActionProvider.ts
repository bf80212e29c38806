import * as vscode from 'vscode';
import type { Log } from '../../shared/log.ts';
import { t } from '../../shared/l10n.ts';
import { COMMANDS } from '../commands.ts';
import type { DiagnosticsAdapter } from '../problems/diagnosticsAdapter.ts';
import { fixesOf, workspaceEdit } from './fixesOfProblem.ts';

/** The light bulb at a problem: its fixes, the safe one first and preferred, and the way to its event. */
export class FixProvider implements vscode.CodeActionProvider {
  static readonly metadata: vscode.CodeActionProviderMetadata = {
    providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
  };

  readonly #diagnostics: DiagnosticsAdapter;
  readonly #log: Log;

  constructor(diagnostics: DiagnosticsAdapter, log: Log) {
    this.#diagnostics = diagnostics;
    this.#log = log;
  }

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    _context: vscode.CodeActionContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeAction[]> {
    const actions: vscode.CodeAction[] = [];
    const { version } = document;
    for (const [diagnostic, problem] of this.#diagnostics.problemsAt(document.uri, range)) {
      const fixes = await fixesOf(problem, document, this.#log);
      // An edit by offset fits only the text that it was made for.
      if (token.isCancellationRequested || document.version !== version) return [];
      fixes.forEach((fix, index) => {
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.edit = workspaceEdit(document, fix);
        action.diagnostics = [diagnostic];
        action.isPreferred = index === 0 && fix.safety === 'safe';
        actions.push(action);
      });
      actions.push(explainAction(diagnostic, problem.code));
      const show = new vscode.CodeAction(t('Show in Tail Worker'), vscode.CodeActionKind.QuickFix);
      show.command = {
        title: show.title,
        command: COMMANDS.showPanel,
        arguments: [{ event: problem.row }],
      };
      show.diagnostics = [diagnostic];
      actions.push(show);
    }
    return actions;
  }
}

function explainAction(diagnostic: vscode.Diagnostic, code: string): vscode.CodeAction {
  const action = new vscode.CodeAction(t('Explain {0}', code), vscode.CodeActionKind.QuickFix);
  action.command = { title: action.title, command: COMMANDS.explainCode, arguments: [code] };
  action.diagnostics = [diagnostic];
  return action;
}
