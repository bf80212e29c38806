import * as vscode from 'vscode';

/** Every setting once. Each is read when it is needed, so a change counts from the next use on. */
export const settings = {
  /** Empty: the Worker project's own. */
  wranglerPath: (): string => read('wranglerPath', ''),
  /** Empty: the editor's own. */
  nodePath: (): string => read('nodePath', ''),
  wranglerArguments: (): readonly string[] => read<readonly string[]>('wranglerArguments', []),
  /** How many events are kept. */
  retention: (): number => read('retention', 10_000),
};

function read<T>(name: string, fallback: T): T {
  const value = vscode.workspace.getConfiguration('tailWorker').get<T>(name, fallback);
  // A settings file may hold anything: another type than the manifest says counts as not set.
  return typeof value === typeof fallback && Array.isArray(value) === Array.isArray(fallback)
    ? value
    : fallback;
}
