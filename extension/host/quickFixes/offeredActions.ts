import * as vscode from 'vscode';
import type { OfferedFix } from './fixEdit.ts';

/** Entries of one light bulb, in the order in which they are added. Several problems at a place share a fix, and one fix at most is preferred. */
export class OfferedActions {
  readonly #byMeaning = new Map<string, vscode.CodeAction>();

  get list(): vscode.CodeAction[] {
    return [...this.#byMeaning.values()];
  }

  fix(offered: OfferedFix, diagnostic: vscode.Diagnostic): void {
    const action = this.all(offered, diagnostic);
    const hasPreferred = [...this.#byMeaning.values()].some(({ isPreferred }) => isPreferred);
    if (offered.fix.safety === 'safe' && !hasPreferred) action.isPreferred = true;
  }

  /** Mends more than what the bulb is at, so it is never the preferred one. */
  all({ fix, edit }: OfferedFix, diagnostic: vscode.Diagnostic): vscode.CodeAction {
    const meaning = JSON.stringify([fix.title, fix.edits, fix.elsewhere]);
    const action = this.#add(meaning, fix.title, diagnostic);
    action.edit = edit;
    return action;
  }

  command(title: string, command: string, argument: unknown, diagnostic: vscode.Diagnostic): void {
    const action = this.#add(JSON.stringify([title, argument]), title, diagnostic);
    action.command = { title, command, arguments: [argument] };
  }

  #add(meaning: string, title: string, diagnostic: vscode.Diagnostic): vscode.CodeAction {
    const known = this.#byMeaning.get(meaning);
    if (known !== undefined) {
      known.diagnostics = [...(known.diagnostics ?? []), diagnostic];
      return known;
    }
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    this.#byMeaning.set(meaning, action);
    return action;
  }
}
