import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { moveRange, type MovingRange } from '../../core/problems/movingRange.ts';
import type { Problem } from '../../core/problems/problem.ts';
import { Batcher } from '../../core/tail/batcher.ts';
import { Owner } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import { nodeTimers } from '../platform.ts';
import { overflowDiagnostic, rangeOf, SOURCE, toDiagnostic, toRange } from './toVscode.ts';

/** A problem where it is now: its place moves with what is typed. */
export interface Marker {
  readonly problem: Problem;
  /** `edited` when the marked text itself changed: then no fix relies on it. */
  readonly range: MovingRange;
  /** The lines around it: who mends a failure rarely does it in the marked word. */
  readonly around: MovingRange;
  /** Of these lines, to tell whether an edit was taken back. */
  readonly text: string;
  readonly diagnostic: vscode.Diagnostic;
}

/** What the user did to a marked text. */
export interface MarkerListener {
  edit(key: string, change: 'edited' | 'reverted'): void;
  saved(file: string): void;
}

/** Lines above and below the marked one. */
const AROUND = 5;
/** ms after the last key until the moved places are published; the editor itself moves what it shows. */
const TYPED = 400;

/** Problems → one DiagnosticCollection, whose ranges move with edits. */
export class DiagnosticsAdapter implements vscode.Disposable {
  readonly #collection = vscode.languages.createDiagnosticCollection(SOURCE);
  readonly #owner = new Owner();
  /** By file, by key of the problem. */
  readonly #markers = new Map<string, ReadonlyMap<string, Marker>>();
  /** By file, what is to be shown: reading a file takes time, and what is read last need not be asked last. */
  readonly #wanted = new Map<string, readonly Problem[]>();
  /** By file. */
  readonly #overflow = new Map<string, number>();
  readonly #typed = new Set<string>();
  readonly #later: Batcher;
  readonly #log: Log;
  #listener: MarkerListener | undefined;

  constructor(log: Log) {
    this.#log = log;
    this.#owner.add(this.#collection);
    this.#later = this.#owner.add(new Batcher(nodeTimers, () => this.#republish(), TYPED));
    this.#owner.add(vscode.workspace.onDidChangeTextDocument((change) => this.#move(change)));
    this.#owner.add(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (isOnDisk(uri) && this.#markers.has(uri.fsPath)) this.#listener?.saved(uri.fsPath);
      }),
    );
  }

  /** The tracker needs the adapter first, so it comes to listen later. */
  listen(listener: MarkerListener): void {
    this.#listener = listener;
  }

  /** @param overflow failing events in the file that got no problem of their own. */
  readonly publish = (file: string, problems: readonly Problem[], overflow: number): void => {
    if (overflow === 0) this.#overflow.delete(file);
    else this.#overflow.set(file, overflow);
    this.#publish(file, problems).catch((error: unknown) => {
      this.#log.error(`The problems of ${file} are not shown: ${String(error)}`);
    });
  };

  /** Our markers at this place. */
  markersAt(uri: vscode.Uri, range: vscode.Range): readonly Marker[] {
    return this.#of(uri.fsPath).filter(
      (marker) => toRange(marker.range).intersection(range) !== undefined,
    );
  }

  /** The marker of a problem that was placed here, wherever it has moved to. */
  markerOf(file: string, isMeant: (problem: Problem) => boolean): Marker | undefined {
    return this.#of(file).find(({ problem }) => isMeant(problem));
  }

  dispose(): void {
    this.#owner.dispose();
  }

  #of(file: string): readonly Marker[] {
    return [...(this.#markers.get(file)?.values() ?? [])];
  }

  async #publish(file: string, problems: readonly Problem[]): Promise<void> {
    this.#wanted.set(file, problems);
    const lines = problems.length === 0 ? [] : await linesOf(vscode.Uri.file(file));
    if (this.#wanted.get(file) !== problems) return;
    const before = this.#markers.get(file);
    const markers = problems.map((problem) => {
      const known = before?.get(problem.key);
      const stays = known !== undefined && samePlace(known.problem, problem);
      const range = stays ? known.range : rangeOf(problem.place, (line) => lines[line]);
      const around = stays ? known.around : linesAround(range, lines);
      const text = stays ? known.text : textIn(lines, around);
      return { problem, range, around, text, diagnostic: toDiagnostic(problem, range) };
    });
    this.#show(file, markers);
  }

  #show(file: string, markers: readonly Marker[]): void {
    if (markers.length === 0) this.#markers.delete(file);
    else this.#markers.set(file, new Map(markers.map((marker) => [marker.problem.key, marker])));
    const overflow = this.#overflow.get(file);
    this.#collection.set(vscode.Uri.file(file), [
      ...(overflow === undefined ? [] : [overflowDiagnostic(overflow)]),
      ...markers.map(({ diagnostic }) => diagnostic),
    ]);
  }

  #move({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const file = document.uri.fsPath;
    const markers = this.#markers.get(file);
    if (markers === undefined || contentChanges.length === 0 || !isOnDisk(document.uri)) return;
    const moved = new Map<string, Marker>();
    for (const [key, marker] of markers) {
      const around = moveRange(marker.around, contentChanges);
      const isBack = sameLines(document.getText(toRange(around)), marker.text);
      const range = moveRange(marker.range, contentChanges);
      moved.set(key, {
        ...marker,
        range: { ...range, edited: range.edited && !isBack },
        around: { ...around, edited: around.edited && !isBack },
      });
    }
    this.#markers.set(file, moved);
    this.#typed.add(file);
    this.#later.changed();
    for (const [key, { around }] of moved) {
      if (around.edited === markers.get(key)?.around.edited) continue;
      this.#listener?.edit(key, around.edited ? 'edited' : 'reverted');
    }
  }

  #republish(): void {
    for (const file of this.#typed) {
      const markers = this.#of(file).map((marker) => ({
        ...marker,
        diagnostic: toDiagnostic(marker.problem, marker.range),
      }));
      if (markers.length > 0) this.#show(file, markers);
    }
    this.#typed.clear();
  }
}

/** Diffs and the Refactor Preview have documents of the same path and another scheme. */
function isOnDisk({ scheme }: vscode.Uri): boolean {
  return scheme === 'file';
}

function samePlace({ place: a }: Problem, { place: b }: Problem): boolean {
  return a.position.line === b.position.line && a.position.column === b.position.column;
}

function linesAround({ start, end }: MovingRange, lines: readonly string[]): MovingRange {
  const last = Math.max(0, Math.min(lines.length - 1, end.line + AROUND));
  return {
    start: { line: Math.max(0, start.line - AROUND), character: 0 },
    end: { line: last, character: lines[last]?.length ?? 0 },
    edited: false,
  };
}

function textIn(lines: readonly string[], { start, end }: MovingRange): string {
  return lines.slice(start.line, end.line + 1).join('\n');
}

function sameLines(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n') === other;
}

/** The text that the user sees, if the file is open; else what is on disk. */
async function linesOf(uri: vscode.Uri): Promise<readonly string[]> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  try {
    const text = open?.getText() ?? (await readFile(uri.fsPath, 'utf8'));
    return text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  } catch {
    return []; // deleted since: the marker keeps its line
  }
}
