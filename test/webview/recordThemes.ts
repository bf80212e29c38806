/**
 * Writes themes.json: what the editor tells a webview in each of four themes, read in a real VS Code. Run it
 * (`node test/webview/recordThemes.ts`) when the page uses a token that themes.json lacks.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Browser } from 'playwright-core';
import { repository } from '../support/repository.ts';
import { launchBrowser } from '../vscode/browser.ts';
import { startEditor } from '../vscode/codeServer.ts';
import { Workbench } from '../vscode/workbench.ts';
import { bundlePage } from './bundle.ts';
import { editorStyle } from './pageServer.ts';
import { THEME_IDS, themesFile, tokensIn, type Theme } from './themes.ts';

const { script, style } = await bundlePage();
const codePage = await readFile(
  path.join(repository, 'extension/host/catalog/codePage.css'),
  'utf8',
);
// The editor's own style of a webview has some too.
const used = tokensIn(script + style + codePage + editorStyle({ body: '', tokens: {} }));
const folder = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-themes-'));
// The preview of a Markdown file is a webview that every VS Code has.
await writeFile(path.join(folder, 'page.md'), '# A page\n');
const browser = await launchBrowser();
const themes: Record<string, Theme> = {};
try {
  for (const [name, id] of Object.entries(THEME_IDS)) themes[name] = await record(browser, id);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
await writeFile(themesFile, `${JSON.stringify(themes, undefined, 2)}\n`);

async function record(window: Browser, id: string): Promise<Theme> {
  const editor = await startEditor({ folder, settings: { 'workbench.colorTheme': id } });
  try {
    const workbench = await Workbench.open(window, editor.url);
    await workbench.page.locator('.explorer-folders-view .monaco-list-row').first().dblclick();
    await workbench.page.locator('.tab.active', { hasText: 'page.md' }).waitFor();
    await workbench.command('Markdown: Open Preview');
    const frame = await workbench.webview('h1');
    return await frame.evaluate((names) => {
      const { style: told } = document.documentElement;
      const kinds = [...document.body.classList].filter((kind) => /^vscode-(?!body)/.test(kind));
      return {
        body: kinds.join(' '),
        tokens: Object.fromEntries(
          names.flatMap((token) => {
            const value = told.getPropertyValue(token);
            return value === '' ? [] : [[token, value]];
          }),
        ),
      };
    }, used);
  } finally {
    await editor.dispose();
  }
}
