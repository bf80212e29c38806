import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { positionIn } from '../../core/errors/entrySource.ts';
import type { Fix, TextEdit } from '../../core/fixes/fixRule.ts';
import { toZeroBased } from '../../shared/position.ts';
import type { FoundFix } from '../analysis/analysisMethods.ts';

/** A fix, ready to be applied. */
export interface OfferedFix {
  readonly fix: Fix;
  readonly edit: vscode.WorkspaceEdit;
}

/**
 * @param document that the fix was found for. @param folder of its project.
 * @returns undefined when a file is no longer as the rule saw it.
 */
export async function offeredFix(
  { fix, seen }: FoundFix,
  document: vscode.TextDocument,
  folder: string | undefined,
): Promise<OfferedFix | undefined> {
  const edit = new vscode.WorkspaceEdit();
  const metadata =
    fix.safety === 'review' ? { needsConfirmation: true, label: fix.title } : undefined;
  const replace = (uri: vscode.Uri, source: string, edits: readonly TextEdit[]): void => {
    for (const { start, end, text } of edits) {
      const range = new vscode.Range(pointIn(source, start), pointIn(source, end));
      edit.replace(uri, range, text, metadata);
    }
  };
  replace(document.uri, document.getText(), fix.edits);
  for (const { file, edits } of fix.elsewhere ?? []) {
    const text = seen.get(file);
    if (folder === undefined || text === undefined) return undefined;
    const absolute = path.resolve(folder, file);
    if ((await presentText(absolute)) !== text) return undefined;
    replace(vscode.Uri.file(absolute), text, edits);
  }
  return { fix, edit };
}

/** The same for the same edit of the same text: whoever chose it gets it, or learns that it is another now. */
export function fixKey({ fix, edit }: OfferedFix): string {
  const edits = edit.entries().map(([uri, each]) => [uri.toString(), each]);
  return createHash('sha256')
    .update(JSON.stringify([fix.rule, fix.title, edits]))
    .digest('hex');
}

function pointIn(source: string, offset: number): vscode.Position {
  const { line, column } = toZeroBased(positionIn(source, offset));
  return new vscode.Position(line, column);
}

/** As the editor has it if it is open, without a byte order mark. */
async function presentText(file: string): Promise<string | undefined> {
  const name = vscode.Uri.file(file).toString();
  const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === name);
  try {
    return open?.getText() ?? (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch {
    return undefined; // deleted since
  }
}
