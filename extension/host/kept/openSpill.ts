import * as path from 'node:path';
import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import type { HostLog } from '../log.ts';
import { settings } from '../settings.ts';
import { removeDeadFolders } from './deadFolders.ts';
import { SpillFile } from './spillFile.ts';

/** The files for the details of this window's events; those of windows that are gone are removed. */
export function openSpill(context: vscode.ExtensionContext, log: HostLog): SpillFile {
  const parent = path.join(context.globalStorageUri.fsPath, 'events');
  void removeDeadFolders(parent).catch((error: unknown) =>
    log.warn(`Events of earlier windows are still on disk: ${String(error)}`),
  );
  return new SpillFile(parent, settings.retentionBytes, (error) => {
    const reason = error instanceof Error ? error.message : String(error);
    log.error(`Events cannot be written to disk: ${reason}`);
    void vscode.window.showWarningMessage(
      t(
        'Tail Worker cannot keep the details of events on disk: {0} The list goes on without them. Make room, then clear the list.',
        reason.endsWith('.') ? reason : `${reason}.`,
      ),
    );
  });
}
