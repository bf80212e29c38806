import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import { COMMANDS } from '../commands.ts';
import type { DiagnosticsAdapter, Marker } from '../problems/diagnosticsAdapter.ts';
import { fixesOf, workspaceEdit } from './fixesOfProblem.ts';

/** The light bulb at a problem: its fixes, the safe one first and preferred, then what else can be done. */
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
    for (const marker of this.#diagnostics.markersAt(document.uri, range)) {
      const fixes = await fixesOf(marker.problem, marker.range, document, this.#log);
      // An edit by offset fits only the text that it was made for.
      if (token.isCancellationRequested || document.version !== version) return [];
      fixes.forEach((fix, index) => {
        const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
        action.edit = workspaceEdit(document, fix);
        action.diagnostics = [marker.diagnostic];
        action.isPreferred = index === 0 && fix.safety === 'safe';
        actions.push(action);
      });
      actions.push(...commandsAt(marker));
    }
    return actions;
  }
}

function commandsAt({ diagnostic, problem }: Marker): vscode.CodeAction[] {
  const action = (title: string, command: string, argument: unknown): vscode.CodeAction => {
    const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    made.command = { title, command, arguments: [argument] };
    made.diagnostics = [diagnostic];
    return made;
  };
  const { code, row, also, signature } = problem;
  return [
    action(t('Explain {0}', code), COMMANDS.explainCode, code),
    // Events do not outlive the window, problems do.
    ...(row === undefined
      ? []
      : [action(t('Show in Tail Worker'), COMMANDS.showPanel, { event: row })]),
    // What a Durable Object throws is seen in its caller again.
    ...(also === undefined
      ? []
      : [
          action(t('Show the Same Failure in the Other Worker or Object'), COMMANDS.showPanel, {
            event: also,
          }),
        ]),
    action(t('Mute This Failure'), COMMANDS.muteProblem, signature),
  ];
}
