import * as vscode from 'vscode';
import { copyEvents } from '../../core/export/copyEvents.ts';
import type { KeptText, KeptTexts } from '../../core/export/keptTexts.ts';
import type { TimeOrder } from '../../core/kept/timeOrder.ts';
import { formatCount, t } from '../../shared/l10n.ts';
import type { CopyFormat, SelectedRows } from '../../shared/protocol.ts';
import { UserError } from '../userErrors.ts';

/** A clipboard is for reading: more belongs in a file. */
const MOST = 5000;

/** Puts the selected events on the clipboard, and says what was left out of them. */
export async function copySelected(
  selection: SelectedRows,
  order: TimeOrder,
  texts: KeptTexts,
  format: CopyFormat,
  secrets: boolean,
): Promise<void> {
  const ids = idsOf(selection, order);
  if (ids.length > MOST) {
    throw new UserError(
      t(
        '{0} events are too many for the clipboard: at most {1} fit. Save them to a file instead.',
        formatCount(ids.length),
        formatCount(MOST),
      ),
      { label: t('Save Session…'), command: 'tailWorker.saveSession' },
    );
  }
  const kept: KeptText[] = [];
  for (const id of ids) {
    const text = await texts.read(id);
    if (text !== undefined) kept.push(text);
  }
  const { text, events, masked } = copyEvents(format, kept, { secrets });
  if (events === 0) {
    throw new UserError(
      t('There is nothing to copy so: only a request can be sent again with cURL or fetch.'),
    );
  }
  await vscode.env.clipboard.writeText(text);
  const what = events === 1 ? t('Copied 1 event.') : t('Copied {0} events.', formatCount(events));
  const names = masked.map(({ name }) => name).join(', ');
  vscode.window.setStatusBarMessage(
    masked.length === 0 ? what : `${what} ${t('Left out: {0}.', names)}`,
    5000,
  );
}

function idsOf(selection: SelectedRows, order: TimeOrder): readonly number[] {
  if (selection === 'all') return [...order.slice(0, order.length)];
  const ids = new Set<number>();
  for (const { from, to } of selection) {
    const [one, other] = [order.positionOf(from), order.positionOf(to)];
    if (one < 0 || other < 0) continue;
    for (const id of order.slice(Math.min(one, other), Math.max(one, other) + 1)) ids.add(id);
  }
  return [...ids];
}
