import * as vscode from 'vscode';
import { meaningOf } from '../../core/catalog/catalog.ts';
import type { Place } from '../../core/errors/locate.ts';
import { tokenRange } from '../../core/errors/tokenRange.ts';
import type { MovingRange, TextRange } from '../../core/problems/movingRange.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { toZeroBased } from '../../shared/position.ts';
import { formatCount, t } from '../../shared/l10n.ts';
import { problemMessage } from './problemMessage.ts';
import { severityOf } from './severity.ts';

export const SOURCE = 'Tail Worker';

/** @param range where its place is now. */
export function toDiagnostic(problem: Problem, range: TextRange): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    toRange(range),
    problemMessage(problem),
    severityOf(problem),
  );
  diagnostic.source = SOURCE;
  const link = meaningOf(problem.code)?.entry.link;
  diagnostic.code =
    link === undefined ? problem.code : { value: problem.code, target: vscode.Uri.parse(link) };
  diagnostic.relatedInformation = problem.callers.map(
    (place) => new vscode.DiagnosticRelatedInformation(locationOf(place), t('called from here')),
  );
  return diagnostic;
}

/** What stands for the failures of a file that are beyond the editor's bound, at its first line. */
export function overflowDiagnostic(events: number): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    new vscode.Range(0, 0, 0, 1),
    t(
      'Failures in this file without a marker of their own: {0}. Fix or mute others to see them.',
      formatCount(events),
    ),
    vscode.DiagnosticSeverity.Information,
  );
  diagnostic.source = SOURCE;
  return diagnostic;
}

export function toRange({ start, end }: TextRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

export function locationOf(place: Place): vscode.Location {
  const { line, column } = toZeroBased(place.position);
  return new vscode.Location(vscode.Uri.file(place.file), new vscode.Position(line, column));
}

/** What to underline. @param lineText gives a line's text by its number from 0, when the file can be read. */
export function rangeOf(place: Place, lineText: (line: number) => string | undefined): MovingRange {
  const { line, column } = toZeroBased(place.position);
  const text = lineText(line);
  const [start, end] = text === undefined ? [column, column + 1] : tokenRange(text, column);
  return {
    start: { line, character: start },
    end: { line, character: end },
    edited: false,
  };
}
