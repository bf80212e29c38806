import * as vscode from 'vscode';
import type { Problem } from '../../core/problems/problem.ts';
import { stageOf } from '../../core/problems/problemLife.ts';
import { settings, type SeverityName } from '../settings.ts';

const SEVERITIES: Readonly<Record<SeverityName, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** By outcome, as the user sets it; a problem that waits for its fix to show is no longer an error. */
export function severityOf({ outcome, life }: Problem): vscode.DiagnosticSeverity {
  const stage = stageOf(life);
  if (stage === 'waiting' || stage === 'watching') return vscode.DiagnosticSeverity.Information;
  return SEVERITIES[settings.severity(outcome)];
}
