import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import { positionIn } from '../../core/errors/entrySource.ts';
import type { Fix, TextEdit } from '../../core/fixes/fixRule.ts';
import { isGenerated } from '../../core/fixes/generated.ts';
import { toZeroBased } from '../../shared/position.ts';
import type { ReadProject } from './projectReader.ts';

/** A fix, ready to be applied. */
export interface OfferedFix {
  readonly fix: Fix;
  readonly edit: vscode.WorkspaceEdit;
}

/**
 * @param document that the fix was found for. @param read the project that its rule saw.
 * @returns undefined when a file is no longer as the rule saw it, or is none that people write.
 */
export async function offeredFix(
  fix: Fix,
  document: vscode.TextDocument,
  read: ReadProject | undefined,
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
    if (read === undefined || isGenerated(file)) return undefined;
    // A rule names files that it saw, and only those: none is outside of the project and its workspace.
    const absolute = path.resolve(read.worker.folder, file);
    const seen = read.texts.get(absolute);
    if (seen === undefined || (await presentText(absolute)) !== seen) return undefined;
    replace(vscode.Uri.file(absolute), seen, edits);
  }
  return { fix, edit };
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
