import * as path from 'node:path';
import * as vscode from 'vscode';
import type { MaskCount } from '../../core/export/masking.ts';
import { plainLine } from '../../core/export/plainText.ts';
import { formatCount, t } from '../../shared/l10n.ts';

/** Says what was saved, and on request what was masked in it. */
export function tellSaved(file: vscode.Uri, events: number, masked: readonly MaskCount[]): void {
  const name = path.basename(file.fsPath);
  const saved =
    events === 1
      ? t('1 event is saved in {0}.', name)
      : t('{0} events are saved in {1}.', formatCount(events), name);
  const values = masked.reduce((sum, { count }) => sum + count, 0);
  if (values === 0) {
    void vscode.window.showInformationMessage(saved);
    return;
  }
  const show = t('Show What Was Masked');
  const sentence = `${saved} ${t('{0} values were masked.', formatCount(values))}`;
  // The command is done: nobody waits for the notification.
  void vscode.window.showInformationMessage(sentence, show).then(async (chosen) => {
    if (chosen !== show) return;
    const content = maskedDocument(name, masked);
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext', content });
    await vscode.window.showTextDocument(document, { preview: true });
  });
}

function maskedDocument(name: string, masked: readonly MaskCount[]): string {
  return [
    t('Masked in {0}, by name of the header or the parameter:', name),
    '',
    ...masked.map((each) => `${formatCount(each.count).padStart(9)}  ${plainLine(each.name)}`),
    '',
  ].join('\n');
}
