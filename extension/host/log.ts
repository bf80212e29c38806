import * as vscode from 'vscode';
import type { Log } from '../shared/log.ts';

export interface HostLog extends Log {
  dispose(): void;
  show(): void;
}

/** The one log of the extension. Levels, times and filtering are the editor's. */
export function createLog(): HostLog {
  return vscode.window.createOutputChannel('Tail Worker', { log: true });
}
