import * as vscode from 'vscode';
import { meaningOf, type Meaning } from '../../core/catalog/catalog.ts';
import { comparisonPage } from '../../core/catalog/comparison.ts';
import { entryPage } from '../../core/catalog/entryPage.ts';
import { meaningsPage } from '../../core/catalog/meaningsPage.ts';
import type { Page } from '../../core/catalog/page.ts';
import { pageHtml } from '../../core/catalog/pageHtml.ts';
import { fieldsOf } from '../../shared/fieldsOf.ts';
import { t } from '../../shared/l10n.ts';
import { COMMANDS } from '../commands.ts';
import { CODE_PAGE_VIEW } from '../viewIds.ts';
import { codePageHtml } from './codePageHtml.ts';

/** What the page shows: one code or all meanings of a number, or two codes side by side. */
interface Shown {
  readonly mode: 'explain' | 'compare';
  readonly codes: readonly string[];
}

const LAST = 'codePage';
const MAX_HISTORY = 50;

/**
 * The page about codes, in the editor area. There is one: links lead on in it, and back. It runs no script,
 * and its links may run two commands, with codes of the catalog and nothing else.
 */
export class CodePages implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #memory: vscode.Memento;
  readonly #history: Shown[] = [];
  #panel: vscode.WebviewPanel | undefined;

  constructor(extension: vscode.Uri, memory: vscode.Memento) {
    this.#extension = extension;
    this.#memory = memory;
  }

  explain(meanings: readonly Meaning[]): void {
    this.#show({ mode: 'explain', codes: meanings.map(({ code }) => code) });
  }

  compare(left: Meaning, right: Meaning): void {
    this.#show({ mode: 'compare', codes: [left.code, right.code] });
  }

  /** The editor was started again with the page open. */
  restore(panel: vscode.WebviewPanel): void {
    const last = parseShown(this.#memory.get(LAST));
    if (last === undefined) panel.dispose();
    else this.#show(last, panel);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #show(shown: Shown, restored?: vscode.WebviewPanel): void {
    const meanings = shown.codes.flatMap((code) => meaningOf(code) ?? []);
    const page = pageOf(shown.mode, meanings);
    if (page === undefined) {
      restored?.dispose();
      return;
    }
    this.#remember(shown);
    const panel = (this.#panel ??= this.#adopt(restored ?? createPanel()));
    panel.title = shown.codes.length === 1 ? `${shown.codes.join()} ${page.title}` : page.title;
    const previous = this.#history.at(-2);
    const back = previous && { label: nameOf(previous), address: addressOf(previous) };
    const body = pageHtml(page, {
      explain: (code) => commandLink(COMMANDS.explainCode, [code]),
      compare: (code, other) => commandLink(COMMANDS.compareCodes, [code, other]),
    });
    panel.webview.html = codePageHtml(panel.webview, this.#extension, page.title, body, back);
    panel.reveal();
  }

  #remember(shown: Shown): void {
    const same = (other: Shown | undefined): boolean =>
      other?.mode === shown.mode && other.codes.join() === shown.codes.join();
    // The link back leads to the page before: then this page is not a new one.
    if (same(this.#history.at(-2))) this.#history.pop();
    else if (!same(this.#history.at(-1))) this.#history.push(shown);
    if (this.#history.length > MAX_HISTORY) this.#history.shift();
    void this.#memory.update(LAST, shown);
  }

  #adopt(panel: vscode.WebviewPanel): vscode.WebviewPanel {
    panel.iconPath = vscode.Uri.joinPath(this.#extension, 'media', 'icon.png');
    panel.webview.options = {
      enableScripts: false,
      enableCommandUris: [COMMANDS.explainCode, COMMANDS.compareCodes],
      localResourceRoots: [vscode.Uri.joinPath(this.#extension, 'dist')],
    };
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#history.length = 0;
    });
    return panel;
  }
}

function pageOf(mode: Shown['mode'], meanings: readonly Meaning[]): Page | undefined {
  const [first, second] = meanings;
  if (first === undefined) return undefined;
  if (mode === 'compare') return second && comparisonPage(first, second);
  return second === undefined ? entryPage(first) : meaningsPage(nameAlone(first.code), meanings);
}

/** Without its namespace and its case. */
function nameAlone(code: string): string {
  return code.slice(code.indexOf(':') + 1).replace(/\/.*$/, '');
}

function createPanel(): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel(
    CODE_PAGE_VIEW,
    t('Error Codes'),
    vscode.ViewColumn.Active,
    { enableFindWidget: true },
  );
}

/** Short, for the link back: `ws:1006`, `1015`, `ws:1010 – ws:1014`. */
function nameOf({ mode, codes }: Shown): string {
  if (mode === 'compare' || codes.length === 1) return codes.join(' – ');
  return codes.map(nameAlone)[0] ?? '';
}

function addressOf({ mode, codes }: Shown): string {
  return commandLink(mode === 'compare' ? COMMANDS.compareCodes : COMMANDS.explainCode, codes);
}

/** @see https://code.visualstudio.com/api/extension-guides/command#command-uris */
export function commandLink(command: string, codes: readonly string[]): string {
  return `command:${command}?${encodeURIComponent(JSON.stringify([codes]))}`;
}

function parseShown(value: unknown): Shown | undefined {
  const { mode, codes } = fieldsOf(value);
  if ((mode !== 'explain' && mode !== 'compare') || !Array.isArray(codes)) return undefined;
  return { mode, codes: codes.filter((code) => typeof code === 'string') };
}
