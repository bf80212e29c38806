import { t } from '../../shared/l10n.ts';
import { meaningOf } from './catalog.ts';
import { piecesOf } from './inlineText.ts';
import type { Block, CodeLink, Page } from './page.ts';

/** What a page may link to inside the editor. */
export interface PageLinks {
  explain(code: string): string;
  compare(code: string, other: string): string;
}

/** The body of a page; every text is escaped. @param links addresses, escaped here. */
export function pageHtml({ title, blocks }: Page, links: PageLinks): string {
  const html = new PageWriter(links);
  // The code stands above the title, as a kicker.
  const [first, ...rest] = blocks;
  const kicker = first?.kind === 'code' ? html.block(first, 2) : '';
  const body = kicker === '' ? blocks : rest;
  return `<main>${kicker}<h1>${html.inline(title)}</h1>${html.blocks(body, 2)}</main>`;
}

class PageWriter {
  readonly #links: PageLinks;

  constructor(links: PageLinks) {
    this.#links = links;
  }

  blocks(blocks: readonly Block[], level: number): string {
    return blocks.map((block) => this.block(block, level)).join('');
  }

  block(block: Block, level: number): string {
    switch (block.kind) {
      case 'code':
        return `<p class="kicker"><code class="chip">${escapeHtml(block.code)}</code> ${escapeHtml(block.note)}</p>`;
      case 'lead':
        return `<p class="lead">${this.inline(block.text)}</p>`;
      case 'text':
        return `<p>${this.inline(block.text)}</p>`;
      case 'list':
        return this.#items(
          'ul',
          block.items.map((item) => this.inline(item)),
        );
      case 'numbered':
        return this.#items(
          'ol',
          block.items.map((item) => this.inline(item)),
        );
      case 'samples':
        return this.#items(
          'ul class="samples"',
          block.items.map(({ text, note }) => `<code>${escapeHtml(text)}</code>${small(note)}`),
        );
      case 'example':
        return `<pre><code>${escapeHtml(block.text)}</code></pre>`;
      case 'facts':
        return `<dl>${block.rows
          .map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${this.inline(value)}</dd>`)
          .join('')}</dl>`;
      case 'misreadings':
        return block.items
          .map(
            ({ claim, truth }) =>
              `<div class="misreading"><p class="claim">${this.inline(claim)}</p><p>${this.inline(truth)}</p></div>`,
          )
          .join('');
      case 'links':
        return this.#items(
          'ul class="links"',
          block.items.map((item) => this.#link(item)),
        );
      case 'web':
        return this.#items(
          'ul class="sources"',
          block.items.map(({ label, url }) =>
            url === undefined
              ? escapeHtml(label)
              : `<a href="${escapeHtml(url)}">${escapeHtml(label)}</a>`,
          ),
        );
      case 'section':
        return `<section>${this.#heading(block.heading, level)}${this.blocks(block.blocks, level + 1)}</section>`;
      case 'columns':
        return `<section>${this.#heading(block.heading, level)}<div class="columns">${block.columns
          .map(
            ({ code, blocks }) =>
              `<div><p class="which"><code>${escapeHtml(code)}</code></p>${this.blocks(blocks, level + 1)}</div>`,
          )
          .join('')}</div></section>`;
    }
  }

  inline(text: string): string {
    return piecesOf(text)
      .map((piece) => {
        if (piece.kind === 'words') return escapeHtml(piece.text);
        const code = `<code>${escapeHtml(piece.text)}</code>`;
        return piece.kind === 'code'
          ? code
          : `<a href="${escapeHtml(this.#links.explain(piece.text))}" title="${escapeHtml(meaningOf(piece.text)?.entry.title ?? '')}">${code}</a>`;
      })
      .join('');
  }

  #link({ code, title, note, compareWith }: CodeLink): string {
    const compare =
      compareWith === undefined
        ? ''
        : ` <a class="compare" href="${escapeHtml(this.#links.compare(compareWith, code))}" aria-label="${escapeHtml(t('Compare {0} with {1}', compareWith, code))}">${escapeHtml(t('Compare'))}</a>`;
    return `<a href="${escapeHtml(this.#links.explain(code))}"><code>${escapeHtml(code)}</code> ${this.#plain(title)}</a>${small(note ?? '')}${compare}`;
  }

  /** A title inside a link: no link of its own. */
  #plain(text: string): string {
    return piecesOf(text)
      .map(({ kind, text: part }) =>
        kind === 'words' ? escapeHtml(part) : `<code>${escapeHtml(part)}</code>`,
      )
      .join('');
  }

  #heading(text: string, level: number): string {
    return text === '' ? '' : `<h${level}>${this.inline(text)}</h${level}>`;
  }

  #items(tag: string, items: readonly string[]): string {
    const name = tag.split(' ', 1)[0] ?? tag;
    return `<${tag}>${items.map((item) => `<li>${item}</li>`).join('')}</${name}>`;
  }
}

function small(note: string): string {
  return note === '' ? '' : ` <small>${escapeHtml(note)}</small>`;
}

/** For text and for attribute values in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
