import * as vscode from 'vscode';
import type { Problem } from '../../core/problems/problem.ts';
import { stageOf } from '../../core/problems/problemLife.ts';
import { severityOf as chosenSeverity, type Severity } from '../../core/problems/severity.ts';
import { settings } from '../settings.ts';

/** By outcome and kind, as the user sets it; a problem that waits for its fix to show is no longer an error. */
export function severityOf(problem: Problem): vscode.DiagnosticSeverity {
  const stage = stageOf(problem.life);
  if (stage === 'waiting' || stage === 'watching') return vscode.DiagnosticSeverity.Information;
  return OF_EDITOR[chosenSeverity(problem, settings.severity)];
}

const OF_EDITOR: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
  // It has no marker.
  off: vscode.DiagnosticSeverity.Hint,
};
