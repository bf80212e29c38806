import * as vscode from 'vscode';
import { meaningOf } from '../../core/catalog/catalog.ts';
import { positionIn } from '../../core/errors/entrySource.ts';
import type { KnownProblem } from '../../core/fixes/checkModule.ts';
import type { Fix } from '../../core/fixes/fixRule.ts';
import { toZeroBased } from '../../shared/position.ts';
import { SOURCE } from '../problems/toVscode.ts';

/** A known problem, shown before it has failed. */
export interface Hint {
  readonly rule: string;
  readonly code: string | undefined;
  readonly fixes: readonly Fix[];
  readonly diagnostic: vscode.Diagnostic;
}

/** @returns undefined for a mistake that shows itself when it fails: nothing is told of it before. */
export function hintOf({ rule, finding, fixes }: KnownProblem, source: string): Hint | undefined {
  if (finding.hint === undefined) return undefined;
  const { start, end } = finding.node;
  // Nobody has failed yet, so it is never more than information.
  const diagnostic = new vscode.Diagnostic(
    firstLine(source, start ?? 0, end ?? 0),
    finding.hint,
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = SOURCE;
  const [code] = rule.codes;
  const link = code === undefined ? undefined : meaningOf(code)?.entry.link;
  if (code !== undefined) {
    diagnostic.code = link === undefined ? code : { value: code, target: vscode.Uri.parse(link) };
  }
  return { rule: rule.id, code, fixes, diagnostic };
}

/** A function of many lines would be underlined as a whole. */
function firstLine(source: string, start: number, end: number): vscode.Range {
  const shown = source.slice(start, end).split(/[\r\n]/, 1)[0] ?? '';
  const { line, column } = toZeroBased(positionIn(source, start));
  return new vscode.Range(line, column, line, column + shown.length);
}
