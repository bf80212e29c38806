import { createServer, type Server } from 'node:http';
import type { Texts } from '../../extension/shared/l10n.ts';
import { textsElement } from '../../extension/shared/pageTexts.ts';
import { bundlePage } from './bundle.ts';
import type { Theme } from './themes.ts';

/** What the editor tells of its display language. */
export interface Language {
  readonly tag: string;
  readonly texts: Texts;
}

export interface PageServer {
  /** Of the page in a theme; in English when there is no language. */
  url(theme: string, language?: Language): string;
  close(): Promise<void>;
}

/** Serves the page on loopback, under the policy that the extension gives it. */
export async function servePage(themes: Readonly<Record<string, Theme>>): Promise<PageServer> {
  const { script, style, codicons } = await bundlePage();
  const assets = new Map<string, readonly [type: string, body: string | Buffer]>([
    ['/webview.js', ['text/javascript', script]],
    ['/webview.css', ['text/css', style]],
    ['/codicon.css', ['text/css', codicons.style]],
    ['/codicon.ttf', ['font/ttf', codicons.font]],
  ]);
  for (const [name, theme] of Object.entries(themes)) {
    assets.set(`/${name}.css`, ['text/css', editorStyle(theme)]);
  }
  const languages = new Map<string, Language>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const language = languages.get(searchParams.get('language') ?? '');
    const theme = themes[pathname.slice(1)];
    const [type, body] =
      theme === undefined
        ? (assets.get(pathname) ?? ['text/plain', ''])
        : ['text/html', html(origin(server), pathname.slice(1), theme, language)];
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url(theme, language) {
      if (language === undefined) return `${origin(server)}/${theme}`;
      languages.set(language.tag, language);
      return `${origin(server)}/${theme}?language=${language.tag}`;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function origin(server: Server): string {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server is closed.');
  return `http://127.0.0.1:${address.port}`;
}

function html(source: string, name: string, theme: Theme, language?: Language): string {
  const policy = `default-src 'none'; style-src ${source}; font-src ${source}; img-src ${source}; script-src 'nonce-page'`;
  return `<!doctype html>
<html lang="${language?.tag ?? 'en'}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <link rel="stylesheet" href="/${name}.css">
    <link rel="stylesheet" id="vscode-codicon-stylesheet" href="/codicon.css">
    <link rel="stylesheet" href="/webview.css">
    ${textsElement(language?.texts)}
    <title>Tail Worker</title>
  </head>
  <body class="${theme.body}">
    <div id="app"></div>
    <script nonce="page" type="module" src="/webview.js"></script>
  </body>
</html>`;
}

/** The tokens, and those of the editor's default styles of a webview that reach this page. */
export function editorStyle(theme: Theme): string {
  const tokens = Object.entries(theme.tokens).map(([name, value]) => `${name}: ${value};`);
  return `html { ${tokens.join(' ')} background: var(--vscode-panel-background); }
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    background-color: transparent; color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
    font-size: var(--vscode-font-size); margin: 0; padding: 0 20px;
  }
  a, a code { color: var(--vscode-textLink-foreground); }
  code {
    font-family: monospace; color: var(--vscode-textPreformat-foreground);
    background-color: var(--vscode-textPreformat-background); padding: 1px 3px; border-radius: 4px;
  }
}`;
}
