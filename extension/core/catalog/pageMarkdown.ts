import { piecesOf } from './inlineText.ts';
import type { Block, CodeLink, Page } from './page.ts';

/** A page as Markdown, its title a heading of this level. @param linkTo the address of a code's text. */
export function pageMarkdown(
  { title, blocks }: Page,
  level: number,
  linkTo: (code: string) => string,
): string {
  const inline = (text: string): string =>
    piecesOf(text)
      .map((piece) => {
        if (piece.kind === 'words') return escapeMarkdown(piece.text);
        return piece.kind === 'code'
          ? `\`${piece.text}\``
          : `[\`${piece.text}\`](${linkTo(piece.text)})`;
      })
      .join('');
  const list = (items: readonly string[], mark = '-'): string =>
    items.map((item) => `${mark} ${item}`).join('\n');
  const link = ({ code, title: text, note }: CodeLink): string =>
    `[\`${code}\` ${escapeMarkdown(text).replaceAll('`', '')}](${linkTo(code)})${note === undefined ? '' : ` (${note})`}`;

  const write = (block: Block, at: number): string => {
    switch (block.kind) {
      case 'code':
        return `\`${block.code}\` · ${block.note}`;
      case 'lead':
      case 'text':
        return inline(block.text);
      case 'list':
        return list(block.items.map(inline));
      case 'numbered':
        return list(block.items.map(inline), '1.');
      case 'samples':
        return list(
          block.items.map(
            ({ text, note }) => `${codeSpan(text)}${note === '' ? '' : ` (${note})`}`,
          ),
        );
      case 'example':
        return `\`\`\`ts\n${block.text}\n\`\`\``;
      case 'facts':
        return list(block.rows.map(([name, value]) => `${name}: ${inline(value)}`));
      case 'misreadings':
        return list(block.items.map(({ claim, truth }) => `“${inline(claim)}” ${inline(truth)}`));
      case 'links':
        return list(block.items.map(link));
      case 'web':
        return list(
          block.items.map(({ label, url }) =>
            url === undefined ? escapeMarkdown(label) : `[${escapeMarkdown(label)}](${url})`,
          ),
        );
      case 'section':
        return [`${'#'.repeat(at)} ${inline(block.heading)}`, ...all(block.blocks, at + 1)].join(
          '\n\n',
        );
      case 'columns':
        return [
          `${'#'.repeat(at)} ${inline(block.heading)}`,
          ...block.columns.flatMap(({ code, blocks: column }) => [
            `\`${code}\``,
            ...all(column, at + 1),
          ]),
        ].join('\n\n');
    }
  };
  const all = (each: readonly Block[], at: number): string[] =>
    each.map((block) => write(block, at));
  return [`${'#'.repeat(level)} ${inline(title)}`, ...all(blocks, level + 1)].join('\n\n');
}

/** Words of the catalog are plain: nothing in them is meant as markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\*_[\]<>]/g, '\\$&');
}

/** A text with back-ticks in it needs a longer fence (CommonMark 6.1). */
function codeSpan(text: string): string {
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}
