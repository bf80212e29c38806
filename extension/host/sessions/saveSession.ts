import * as path from 'node:path';
import * as vscode from 'vscode';
import type { EventSelection, KeptTexts } from '../../core/export/keptTexts.ts';
import { MaskCounts } from '../../core/export/masking.ts';
import { savedText, type SavedCounts, type SavedFormat } from '../../core/export/savedText.ts';
import { formatCount, t } from '../../shared/l10n.ts';
import { UserError } from '../userErrors.ts';
import { withFileProgress } from './fileProgress.ts';
import { tellSaved } from './tellSaved.ts';
import { writeWhole } from './writeWhole.ts';

/**
 * The command `Save Session…`.
 *
 * @param argument Uri of the file: then nothing is asked, and what stands first is saved, masked.
 * @throws UserError, CancellationError
 */
export async function saveSession(argument: unknown, kept: KeptTexts): Promise<void> {
  const isAsked = !(argument instanceof vscode.Uri);
  const selection = isAsked ? await pickSelection(kept) : kept.selections()[0];
  const secrets = isAsked && (await pickSecrets());
  const file = isAsked ? await pickFile() : argument;
  if (file.scheme !== 'file') throw new UserError(t('A session can only be saved on a disk.'));
  const masked = secrets ? undefined : new MaskCounts();
  const counts = await write(file.fsPath, selection, kept, masked);
  tellSaved(file, counts.events, masked?.list ?? []);
}

async function write(
  file: string,
  selection: EventSelection,
  kept: KeptTexts,
  masked: MaskCounts | undefined,
): Promise<SavedCounts> {
  const counts = { rows: 0, events: 0 };
  const abort = new AbortController();
  const texts = savedText(selection.ids(), kept, formatOf(file), masked, counts);
  const title = t('Saving {0}', path.basename(file));
  try {
    await withFileProgress(
      title,
      selection.count,
      abort,
      (report) => writeWhole(file, reported(texts, counts, report), isGzip(file), abort.signal),
      LONG,
    );
  } catch (error) {
    if (abort.signal.aborted) throw new vscode.CancellationError();
    if (error instanceof UserError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(t('{0} cannot be written: {1}', path.basename(file), reason));
  }
  return counts;
}

/** Rows; fewer are saved before a notification could be looked at. */
const LONG = 5000;

/** @throws UserError at the end when there was nothing to write, so that no file is left. */
async function* reported(
  texts: AsyncIterable<string>,
  counts: SavedCounts,
  report: (rows: number) => void,
): AsyncGenerator<string> {
  for await (const text of texts) {
    report(counts.rows);
    yield text;
  }
  if (counts.events === 0) throw new UserError(t('There is no event that such a file can hold.'));
}

function formatOf(file: string): SavedFormat {
  return /\.har(?:\.gz)?$/i.test(file) ? 'har' : 'lines';
}

function isGzip(file: string): boolean {
  return /\.gz$/i.test(file);
}

async function pickSelection(kept: KeptTexts): Promise<EventSelection> {
  const selections = kept.selections();
  const [first, ...others] = selections;
  if (others.length === 0) return first;
  const picked = await vscode.window.showQuickPick(
    selections.map((selection) => ({
      label: selection.label,
      description: formatCount(selection.count),
      selection,
    })),
    { title: t('Save Session'), placeHolder: t('Which events?') },
  );
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.selection;
}

async function pickSecrets(): Promise<boolean> {
  const picked = await vscode.window.showQuickPick(
    [
      {
        label: t('Mask secrets'),
        detail: t(
          'Of requests: cookies, authorization and similar headers, passwords and tokens in addresses. What the Worker logged stays.',
        ),
        secrets: false,
      },
      { label: t('Save everything as it came'), secrets: true },
    ],
    { title: t('Save Session'), placeHolder: t('With secrets?') },
  );
  if (picked === undefined) throw new vscode.CancellationError();
  return picked.secrets;
}

async function pickFile(): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const time = new Date().toISOString().slice(0, 16).replace(/[T:]/g, '-');
  const name = `tail-${time}.jsonl`;
  const file = await vscode.window.showSaveDialog({
    title: t('Save Session'),
    ...(folder?.uri.scheme === 'file' && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
    filters: {
      [t('JSON Lines')]: ['jsonl'],
      [t('JSON Lines, compressed')]: ['jsonl.gz'],
      [t('HAR, requests only')]: ['har'],
    },
  });
  if (file === undefined) throw new vscode.CancellationError();
  return file;
}
