import * as vscode from 'vscode';
import { meaningOf } from '../../core/catalog/catalog.ts';
import { positionIn } from '../../core/errors/entrySource.ts';
import { toZeroBased } from '../../shared/position.ts';
import type { FoundFix, FoundHint } from '../analysis/analysisMethods.ts';
import { SOURCE } from '../problems/toVscode.ts';

/** A known problem, shown before it has failed. */
export interface Hint {
  readonly rule: string;
  readonly code: string | undefined;
  readonly fixes: readonly FoundFix[];
  readonly diagnostic: vscode.Diagnostic;
}

/** @param text of the module, as it was checked. */
export function hintOf({ rule, code, sentence, start, end, fixes }: FoundHint, text: string): Hint {
  // Nobody has failed yet, so it is never more than information.
  const diagnostic = new vscode.Diagnostic(
    firstLine(text, start, end),
    sentence,
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = SOURCE;
  const link = code === undefined ? undefined : meaningOf(code)?.entry.link;
  if (code !== undefined) {
    diagnostic.code = link === undefined ? code : { value: code, target: vscode.Uri.parse(link) };
  }
  return { rule, code, fixes, diagnostic };
}

/** A function of many lines would be underlined as a whole. */
function firstLine(source: string, start: number, end: number): vscode.Range {
  const shown = source.slice(start, end).split(/[\r\n]/, 1)[0] ?? '';
  const { line, column } = toZeroBased(positionIn(source, start));
  return new vscode.Range(line, column, line, column + shown.length);
}
