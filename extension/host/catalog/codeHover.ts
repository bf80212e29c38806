import * as vscode from 'vscode';
import { meaningOf } from '../../core/catalog/catalog.ts';
import { escapeMarkdown } from '../../core/catalog/pageMarkdown.ts';
import { t } from '../../shared/l10n.ts';
import { COMMANDS } from '../commands.ts';
import type { DiagnosticsAdapter } from '../problems/diagnosticsAdapter.ts';
import { toRange } from '../problems/toVscode.ts';
import { commandLink } from './codePages.ts';

/** Over a problem of ours: the code's card, short. */
export class CodeHover implements vscode.HoverProvider {
  readonly #diagnostics: DiagnosticsAdapter;

  constructor(diagnostics: DiagnosticsAdapter) {
    this.#diagnostics = diagnostics;
  }

  provideHover(document: vscode.TextDocument, position: vscode.Position): vscode.Hover | undefined {
    const at = new vscode.Range(position, position);
    const found = this.#diagnostics.markersAt(document.uri, at);
    const codes = [...new Set(found.map(({ problem }) => problem.code))];
    const cards = codes.flatMap((code) => card(code) ?? []);
    return cards.length === 0
      ? undefined
      : new vscode.Hover(cards, found[0] && toRange(found[0].range));
  }
}

/** The catalog's own text: nothing of the event is in it, so its one command link can be trusted. */
function card(code: string): vscode.MarkdownString | undefined {
  const meaning = meaningOf(code);
  if (meaning === undefined) return undefined;
  const { title, meaning: text, remedies, link } = meaning.entry;
  const first = remedies[0];
  const markdown = new vscode.MarkdownString(
    [
      `**${markup(title)}** \`${code}\``,
      markup(text),
      ...(first === undefined ? [] : [markup(first)]),
      `[${t('Explain')}](${commandLink(COMMANDS.explainCode, [code])}) · [${t('Documentation')}](${link})`,
    ].join('\n\n'),
  );
  markdown.isTrusted = { enabledCommands: [COMMANDS.explainCode] };
  return markdown;
}

/** Words escaped, `code` kept. */
function markup(text: string): string {
  return text
    .split('`')
    .map((part, index) => (index % 2 === 0 ? escapeMarkdown(part) : `\`${part}\``))
    .join('');
}
