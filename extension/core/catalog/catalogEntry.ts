import { fieldsOf } from '../../shared/fieldsOf.ts';

/** What one code means. The keys are namespaced, because the same number has several meanings. */
export interface CatalogEntry {
  /** Such as `cf:1101`, `ws:1006`, `outcome:exceededCpu`, `rt:illegal-invocation`. */
  readonly key: string;
  /** What happened, in a few words. */
  readonly title: string;
  /** What it means and what to do. */
  readonly meaning: string;
  /** The official page, https. */
  readonly link: string;
  /** Patterns of the messages that this entry explains; only the `rt` namespace is found by message. */
  readonly matches: readonly RegExp[];
  /** Ids of the rules that answer it. */
  readonly fixes: readonly string[];
}

/** @throws Error when the data is not a catalog: it is part of the product, so this is a bug. */
export function parseCatalog(data: unknown): ReadonlyMap<string, CatalogEntry> {
  const entries = new Map<string, CatalogEntry>();
  for (const raw of arrayIn(data, 'entries')) {
    const entry: CatalogEntry = {
      key: stringIn(raw, 'key'),
      title: stringIn(raw, 'title'),
      meaning: stringIn(raw, 'meaning'),
      link: stringIn(raw, 'link'),
      matches: strings(raw, 'matches').map((pattern) => new RegExp(pattern)),
      fixes: strings(raw, 'fixes'),
    };
    if (entries.has(entry.key)) throw new Error(`The catalog has ${entry.key} twice.`);
    entries.set(entry.key, entry);
  }
  return entries;
}

function stringIn(value: unknown, name: string): string {
  const text = fieldsOf(value)[name];
  if (typeof text === 'string' && text !== '') return text;
  throw new Error(`A catalog entry lacks "${name}": ${JSON.stringify(value)}`);
}

function arrayIn(value: unknown, name: string): readonly unknown[] {
  const list = fieldsOf(value)[name];
  if (Array.isArray(list)) return list;
  throw new Error(`The catalog's "${name}" is no list: ${JSON.stringify(value)}`);
}

function strings(value: unknown, name: string): string[] {
  if (fieldsOf(value)[name] === undefined) return [];
  return arrayIn(value, name).map((each) => {
    if (typeof each === 'string') return each;
    throw new Error(`"${name}" holds something other than text: ${JSON.stringify(value)}`);
  });
}
