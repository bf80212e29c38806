import * as vscode from 'vscode';
import { meaningOf } from '../../core/catalog/catalog.ts';
import type { Place } from '../../core/errors/locate.ts';
import type { Problem } from '../../core/errors/problemSet.ts';
import { tokenRange } from '../../core/errors/tokenRange.ts';
import { formatCount, formatTime, t } from '../../shared/l10n.ts';
import { toZeroBased } from '../../shared/position.ts';

export const SOURCE = 'Tail Worker';

/** @param lineText gives a line's text by its number from 0, when the file can be read. */
export function toDiagnostic(
  problem: Problem,
  lineText: (line: number) => string | undefined,
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(
    rangeOf(problem.place, lineText),
    messageOf(problem),
    vscode.DiagnosticSeverity.Error,
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

export function locationOf(place: Place): vscode.Location {
  const { line, column } = toZeroBased(place.position);
  return new vscode.Location(vscode.Uri.file(place.file), new vscode.Position(line, column));
}

function rangeOf(place: Place, lineText: (line: number) => string | undefined): vscode.Range {
  const { line, column } = toZeroBased(place.position);
  const text = lineText(line);
  if (text === undefined) return new vscode.Range(line, column, line, column + 1);
  const [start, end] = tokenRange(text, column);
  return new vscode.Range(line, start, line, end);
}

function messageOf({ worker, name, message, count, lastSeen }: Problem): string {
  // The marker's code links the page that the runtime's message names.
  const first = (message.split('\n', 1)[0] ?? '').replace(/ (?:See|Refer to:?) https:\S+.*$/, '');
  const text = first.length > 400 ? `${first.slice(0, 400)}…` : first;
  const when = formatTime(lastSeen);
  return count === 1
    ? t('{0}: {1} ({2}: once, at {3})', name, text, worker, when)
    : t('{0}: {1} ({2}: {3} times, last at {4})', name, text, worker, formatCount(count), when);
}
