import * as vscode from 'vscode';
import type { Timeline } from '../../core/tail/timeline.ts';
import { t } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import { FileSession } from './fileSession.ts';
import type { Sessions } from './sessions.ts';

/**
 * The command `Open Session…`.
 *
 * @param argument Uri of the file; the user is asked for anything else. @throws UserError, CancellationError
 */
export async function openSession(
  argument: unknown,
  sessions: Sessions,
  timeline: Timeline,
  log: Log,
): Promise<void> {
  const file = argument instanceof vscode.Uri ? argument : await pickFile();
  const known = sessions.get(file.toString());
  if (known?.running) return;
  const session = new FileSession(file, timeline, log, sessions.changed);
  sessions.add(session);
  await session.start();
}

async function pickFile(): Promise<vscode.Uri> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: t('Open Session'),
      openLabel: t('Open Session'),
      filters: {
        [t('Recorded tail')]: ['jsonl', 'ndjson', 'json', 'har', 'gz', 'log', 'txt'],
        [t('All files')]: ['*'],
      },
    })) ?? [];
  if (file === undefined) throw new vscode.CancellationError();
  return file;
}
