import * as vscode from 'vscode';
import type { MuteRules } from '../core/problems/muting.ts';
import { SEVERITIES, type Severity } from '../core/problems/severity.ts';
import { fieldsOf } from '../shared/fieldsOf.ts';
import type { SavedFilter } from '../shared/viewer.ts';

/** Every setting once. Each is read when it is needed, so a change counts from the next use on. */
export const settings = {
  /** Empty: the Worker project's own. */
  wranglerPath: (): string => read('wranglerPath', ''),
  /** Empty: the editor's own. */
  nodePath: (): string => read('nodePath', ''),
  wranglerArguments: (): readonly string[] => read<readonly string[]>('wranglerArguments', []),
  /** How many events are kept. */
  retention: (): number => read('retention', 200_000),
  /** Bytes of the disk that their details may take. */
  retentionBytes: (): number => read('retentionMegabytes', 2048) * 1024 * 1024,
  /** Whether failures are shown in Problems. */
  problems: (): boolean => read('problems.enabled', true),
  /** Of problems, by outcome or by a name of `DEFAULT_SEVERITIES`; undefined where the user chose none. */
  severity: (name: string): Severity | undefined => {
    const chosen = fieldsOf(read<object>('problems.severity', {}))[name];
    return SEVERITIES.find((each) => each === chosen);
  },
  /** Whether open documents are checked for known problems as one types. */
  checkOnType: (): boolean => read('checkSource.onType', false),
  muted: (): MuteRules => {
    const { signatures, paths, outcomes, kinds } = fieldsOf(read<object>('problems.muted', {}));
    return {
      signatures: texts(signatures),
      paths: texts(paths),
      outcomes: texts(outcomes),
      kinds: texts(kinds),
    };
  },
};

/** Filters that the workspace keeps, by name. */
export function savedFilters(): readonly SavedFilter[] {
  return Object.entries(read<object>('savedFilters', {})).flatMap(([name, filter]) =>
    typeof filter === 'string' ? [{ name, filter }] : [],
  );
}

/** @param filter undefined: it is forgotten. */
export async function saveFilter(name: string, filter: string | undefined): Promise<void> {
  const others = Object.fromEntries(
    savedFilters()
      .filter((saved) => saved.name !== name)
      .map((saved) => [saved.name, saved.filter]),
  );
  await vscode.workspace
    .getConfiguration('tailWorker')
    .update(
      'savedFilters',
      filter === undefined ? others : { ...others, [name]: filter },
      vscode.workspace.workspaceFolders === undefined
        ? vscode.ConfigurationTarget.Global
        : vscode.ConfigurationTarget.Workspace,
    );
}

/** A setting that is asked for with every event: the editor takes some microseconds to look it up. */
export function remembered<T>(read: () => T): { get(): T; dispose(): void } {
  let value = read();
  const listening = vscode.workspace.onDidChangeConfiguration(() => {
    value = read();
  });
  return { get: () => value, dispose: () => void listening.dispose() };
}

/** Hides one more kind of failure, in this workspace. @param signature see `signatureOf`. */
export async function muteSignature(signature: string): Promise<void> {
  const before = settings.muted();
  if (before.signatures.includes(signature)) return;
  const muted = { ...before, signatures: [...before.signatures, signature] };
  await vscode.workspace
    .getConfiguration('tailWorker')
    .update('problems.muted', muted, vscode.ConfigurationTarget.Workspace);
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function read<T>(name: string, fallback: T): T {
  const value = vscode.workspace.getConfiguration('tailWorker').get<T>(name, fallback);
  // A settings file may hold anything: another type than the manifest says counts as not set.
  return typeof value === typeof fallback && Array.isArray(value) === Array.isArray(fallback)
    ? value
    : fallback;
}
