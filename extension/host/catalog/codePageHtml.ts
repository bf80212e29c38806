import * as vscode from 'vscode';
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
      : `<nav><a href="${attribute(back.address)}">← ${attribute(t('Back to {0}', back.label))}</a></nav>`;
  return `<!doctype html>
<html lang="${attribute(languageOfTexts())}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" href="${style.toString()}">
    <title>${attribute(title)}</title>
  </head>
  <body>${link}${body}</body>
</html>`;
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
