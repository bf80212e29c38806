import * as vscode from 'vscode';
import { t } from '../../shared/l10n.ts';
import type { Session } from './session.ts';

/**
 * The session that an argument names, else the only one there is, else the one the user picks.
 *
 * @throws CancellationError also when there is none.
 */
export async function pickSession(
  argument: unknown,
  sessions: readonly Session[],
): Promise<Session> {
  const named = sessions.find((session) => session.id === argument);
  const [only] = sessions;
  if (named !== undefined) return named;
  if (sessions.length === 1 && only !== undefined) return only;
  const items = sessions.map((session) => ({
    label: session.view.name,
    description: session.view.sentence,
    session,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: t('Which session?') });
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.session;
}
