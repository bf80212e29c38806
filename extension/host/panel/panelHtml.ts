import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { languageOfTexts } from '../../shared/l10n.ts';
import { textsElement } from '../../shared/pageTexts.ts';

/** The page: nothing but its own script and styles may load or run, and nothing remote. */
export function panelHtml(webview: vscode.Webview, extension: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const asset = (name: string): string =>
    webview.asWebviewUri(vscode.Uri.joinPath(extension, 'dist', name)).toString();
  const policy = [
    `default-src 'none'`,
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
  ].join('; ');
  return `<!doctype html>
<html lang="${languageOfTexts()}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" id="vscode-codicon-stylesheet" href="${asset('codicon.css')}">
    <link rel="stylesheet" href="${asset('webview.css')}">
    ${textsElement(vscode.l10n.bundle)}
    <title>Tail Worker</title>
  </head>
  <body>
    <div id="app"></div>
    <script nonce="${nonce}" type="module" src="${asset('webview.js')}"></script>
  </body>
</html>`;
}
