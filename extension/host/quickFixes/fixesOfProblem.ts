import * as vscode from 'vscode';
import type { Fix } from '../../core/fixes/fixRule.ts';
import type { Place } from '../../core/errors/locate.ts';
import { meaningOf } from '../../core/catalog/catalog.ts';
import type { MovingRange } from '../../core/problems/movingRange.ts';
import type { Log } from '../../shared/log.ts';

/** What the rules need to know of a failure. */
export interface FixRequest {
  readonly code: string;
  readonly message: string;
  readonly place: Pick<Place, 'display' | 'changed' | 'certainty'>;
}

/**
 * The fixes for a failure in a document as it stands now, the best first.
 *
 * @param at where its place is now. A place that is guessed, or whose text was changed since, is not trusted: no fix.
 */
export async function fixesOf(
  request: FixRequest,
  at: MovingRange,
  document: vscode.TextDocument,
  log: Log,
): Promise<readonly Fix[]> {
  // Most failures have no rule: the parser is loaded with the first that has.
  if ((meaningOf(request.code)?.entry.fixes.length ?? 0) === 0) return [];
  const { changed, certainty } = request.place;
  if (at.edited || changed === true || certainty === 'guessed') return [];
  if (at.start.line >= document.lineCount) return [];
  const { proposeFixes } = await import('../../core/fixes/proposeFixes.ts');
  return proposeFixes({
    codes: [request.code],
    message: request.message,
    source: document.getText(),
    fileName: request.place.display,
    offset: document.offsetAt(new vscode.Position(at.start.line, at.start.character)),
    reach: request.place.certainty === 'handler' ? 'handler' : 'frame',
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
