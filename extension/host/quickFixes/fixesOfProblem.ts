import * as vscode from 'vscode';
import type { Fix } from '../../core/fixes/fixRule.ts';
import type { Place } from '../../core/errors/locate.ts';
import { meaningOf } from '../../core/catalog/catalog.ts';
import type { Log } from '../../shared/log.ts';
import { toZeroBased } from '../../shared/position.ts';

/** What the rules need to know of a failure. */
export interface FixRequest {
  readonly code: string;
  readonly message: string;
  readonly place: Place;
}

/** The fixes for a failure in a document as it stands now, the best first. */
export async function fixesOf(
  request: FixRequest,
  document: vscode.TextDocument,
  log: Log,
): Promise<readonly Fix[]> {
  // Most failures have no rule: the parser is loaded with the first that has.
  if ((meaningOf(request.code)?.entry.fixes.length ?? 0) === 0) return [];
  const { proposeFixes } = await import('../../core/fixes/proposeFixes.ts');
  const { line, column } = toZeroBased(request.place.position);
  if (line >= document.lineCount) return [];
  return proposeFixes({
    codes: [request.code],
    message: request.message,
    source: document.getText(),
    fileName: request.place.display,
    offset: document.offsetAt(new vscode.Position(line, column)),
    log,
  });
}

export function workspaceEdit(document: vscode.TextDocument, fix: Fix): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  const metadata =
    fix.safety === 'review' ? { needsConfirmation: true, label: fix.title } : undefined;
  for (const { start, end, text } of fix.edits) {
    const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
    edit.replace(document.uri, range, text, metadata);
  }
  return edit;
}
