import * as vscode from 'vscode';
import { escapeHtml } from '../../core/catalog/pageHtml.ts';
import { languageOfTexts, t } from '../../shared/l10n.ts';

/** @param body HTML of the catalog's own texts, escaped. */
export function codePageHtml(
  webview: vscode.Webview,
  extension: vscode.Uri,
  title: string,
  body: string,
  back: { readonly label: string; readonly address: string } | undefined,
): string {
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', 'codePage.css'));
  const policy = `default-src 'none'; style-src ${webview.cspSource}`;
  const link =
    back === undefined
      ? ''
      : `<nav><a href="${escapeHtml(back.address)}">← ${escapeHtml(t('Back to {0}', back.label))}</a></nav>`;
  return `<!doctype html>
<html lang="${escapeHtml(languageOfTexts())}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${style.toString()}">
    <title>${escapeHtml(title)}</title>
  </head>
  <body>${link}${body}</body>
</html>`;
}
