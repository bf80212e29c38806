import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { Problem } from '../../core/errors/problemSet.ts';
import type { Log } from '../../shared/log.ts';
import { SOURCE, toDiagnostic } from './toVscode.ts';

/** Problems → one DiagnosticCollection. */
export class DiagnosticsAdapter implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection(SOURCE);
  readonly #problems = new WeakMap<vscode.Diagnostic, Problem>();
  /** By file, what is to be shown: reading a file takes time, and what is read last need not be asked last. */
  readonly #wanted = new Map<string, readonly Problem[]>();
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  readonly publish = (file: string, problems: readonly Problem[]): void => {
    this.#publish(file, problems).catch((error: unknown) => {
      this.#log.error(`The problems of ${file} are not shown: ${String(error)}`);
    });
  };

  /** The problem behind a marker of ours at this place. */
  problemsAt(
    uri: vscode.Uri,
    range: vscode.Range,
  ): readonly (readonly [vscode.Diagnostic, Problem])[] {
    return (this.#collection.get(uri) ?? []).flatMap((diagnostic) => {
      const problem = this.#problems.get(diagnostic);
      const here = diagnostic.range.intersection(range) !== undefined;
      return here && problem !== undefined ? [[diagnostic, problem] as const] : [];
    });
  }

  dispose(): void {
    this.#collection.dispose();
  }

  async #publish(file: string, problems: readonly Problem[]): Promise<void> {
    this.#wanted.set(file, problems);
    const uri = vscode.Uri.file(file);
    const lines = problems.length === 0 ? [] : await linesOf(uri);
    if (this.#wanted.get(file) !== problems) return;
    const diagnostics = problems.map((problem) => {
      const diagnostic = toDiagnostic(problem, (line) => lines[line]);
      this.#problems.set(diagnostic, problem);
      return diagnostic;
    });
    this.#collection.set(uri, diagnostics);
  }
}

/** The text that the user sees, if the file is open; else what is on disk. */
async function linesOf(uri: vscode.Uri): Promise<readonly string[]> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  try {
    const text = open?.getText() ?? (await readFile(uri.fsPath, 'utf8'));
    return text.split(/\r?\n/);
  } catch {
    return []; // deleted since: the marker keeps its line
  }
}
