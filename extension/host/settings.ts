import * as vscode from 'vscode';
import type { MuteRules } from '../core/problems/muting.ts';
import { SEVERITIES, type Severity } from '../core/problems/severity.ts';
import { fieldsOf } from '../shared/fieldsOf.ts';

/** Every setting once. Each is read when it is needed, so a change counts from the next use on. */
export const settings = {
  /** Empty: the Worker project's own. */
  wranglerPath: (): string => read('wranglerPath', ''),
  /** Empty: the editor's own. */
  nodePath: (): string => read('nodePath', ''),
  wranglerArguments: (): readonly string[] => read<readonly string[]>('wranglerArguments', []),
  /** How many events are kept. */
  retention: (): number => read('retention', 10_000),
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
