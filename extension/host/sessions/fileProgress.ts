import * as vscode from 'vscode';

/** Bytes; less is read or written before a notification could be looked at. */
const LARGE = 8 * 1024 * 1024;

/** Tells how much of its work is done. */
export type Report = (done: number) => void;

/** Runs long work on a file with a notification that tells its share and can cancel. @param total of the work. */
export function withFileProgress<T>(
  title: string,
  total: number,
  abort: AbortController,
  run: (report: Report) => Promise<T>,
  large = LARGE,
): Thenable<T> {
  if (total < large) return run(() => undefined);
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => {
      token.onCancellationRequested(() => abort.abort());
      let percent = 0;
      return run((done) => {
        const now = Math.min(100, Math.floor((done / total) * 100));
        if (now === percent) return;
        progress.report({ increment: now - percent, message: `${now} %` });
        percent = now;
      });
    },
  );
}
