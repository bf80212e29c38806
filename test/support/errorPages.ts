import * as path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { meaningOf, NAMESPACES } from '../../extension/core/catalog/catalog.ts';
import type { CatalogEntry, Namespace } from '../../extension/core/catalog/catalogEntry.ts';
import { entryPage } from '../../extension/core/catalog/entryPage.ts';
import { escapeMarkdown, pageMarkdown } from '../../extension/core/catalog/pageMarkdown.ts';
import { repository } from './repository.ts';

/** The catalog for readers of the repository: an index, and one page a namespace. File name → text. */
export async function errorPages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map([['README.md', index()]]);
  for (const namespace of NAMESPACES) {
    pages.set(`${namespace.namespace}.md`, namespacePage(namespace));
  }
  // Examples in a page have the style of the repository.
  const style = await resolveConfig(path.join(repository, 'docs/errors/README.md'));
  for (const [name, text] of pages) {
    pages.set(name, await format(text, { ...style, parser: 'markdown' }));
  }
  return pages;
}

const GENERATED = '<!-- Written by `npm run docs` from extension/catalog. -->';

function index(): string {
  return [
    GENERATED,
    '# Error codes of Cloudflare Workers',
    'One number often means several things; the part before the colon says which. Also as JSON, with a schema, in `extension/catalog`.',
    ...NAMESPACES.map(({ namespace, name, evidence, entries }) =>
      [`## ${escapeMarkdown(name)}`, evidence, table(entries, namespace)].join('\n\n'),
    ),
  ].join('\n\n');
}

function table(entries: readonly CatalogEntry[], namespace: string): string {
  const rows = entries.map(
    ({ key, title }) => `| [\`${key}\`](${namespace}.md#${anchor(key)}) | ${cell(title)} |`,
  );
  return ['| code | what happened |', '| --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text
    .split('`')
    .map((part, at) => (at % 2 === 0 ? escapeMarkdown(part) : `\`${part}\``))
    .join('')
    .replaceAll('|', '\\|');
}

function namespacePage({ name, speaker, evidence, entries }: Namespace): string {
  return [
    GENERATED,
    `# ${escapeMarkdown(name)}`,
    `${speaker}. ${evidence}`,
    '[All codes](README.md)',
    ...entries.flatMap((entry) => [
      `<a id="${anchor(entry.key)}"></a>`,
      pageMarkdown(entryPage({ code: entry.key, entry }), 2, address),
    ]),
  ].join('\n\n');
}

function address(code: string): string {
  const key = meaningOf(code)?.entry.key ?? code;
  return `${key.slice(0, key.indexOf(':'))}.md#${anchor(key)}`;
}

function anchor(key: string): string {
  return key.replaceAll(/[:/]/g, '-');
}
