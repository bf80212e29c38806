import { fieldsOf } from '../../shared/fieldsOf.ts';
import type { CatalogEntry, Namespace } from './catalogEntry.ts';

/** The texts of another language, as far as it has them. */
export interface CatalogTranslation {
  readonly namespaces: Readonly<Record<string, Partial<NamespaceTexts>>>;
  readonly entries: Readonly<Record<string, Partial<EntryTexts>>>;
}
type NamespaceTexts = Pick<Namespace, 'name' | 'speaker' | 'evidence'>;
type EntryTexts = Pick<CatalogEntry, 'title' | 'meaning' | 'seen' | 'tail'>;

/** Reads `l10n/catalog.<language>.json`. What is no text is left out: English stands in for it. */
export function parseTranslation(data: unknown): CatalogTranslation {
  const { namespaces, entries } = fieldsOf(data);
  return {
    namespaces: textsOf(namespaces, ['name', 'speaker', 'evidence']),
    entries: textsOf(entries, ['title', 'meaning', 'seen', 'tail']),
  };
}

function textsOf<Name extends string>(
  data: unknown,
  names: readonly Name[],
): Record<string, Partial<Record<Name, string>>> {
  const all: Record<string, Partial<Record<Name, string>>> = {};
  for (const [key, value] of Object.entries(fieldsOf(data))) {
    const texts: Partial<Record<Name, string>> = {};
    for (const name of names) {
      const text = fieldsOf(value)[name];
      if (typeof text === 'string' && text !== '') texts[name] = text;
    }
    all[key] = texts;
  }
  return all;
}
