/**
 * The texts that Workers meet, as data: `<area>.tsv` has one a line, `file<TAB>text<TAB>verdict`. The verdict is
 * the key that the catalog must give, `internal: …` with the reason why no code of a user reaches the text, or
 * `unknown` for one that the catalog has nothing to say about yet.
 */
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';

export interface InventoryLine {
  /** `kv.tsv:12`, for a message about it. */
  readonly place: string;
  /** What raises it. */
  readonly file: string;
  /** A warning stands in the logs of an event, everything else in its exceptions. */
  readonly origin: 'exception' | 'log';
  /** With gaps, `{name}`. */
  readonly text: string;
  readonly verdict: string;
}

export const UNKNOWN = 'unknown';

/** @throws Error for a line that does not have three columns. */
export function parseInventory(name: string, content: string): InventoryLine[] {
  return content.split('\n').flatMap((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return [];
    const place = `${name}:${index + 1}`;
    const [file, text, verdict, ...more] = line.split('\t').map((column) => column.trim());
    if (!file || !text || !verdict || more.length > 0) {
      throw new Error(`${place} is not "file<TAB>text<TAB>verdict": ${line}`);
    }
    const origin = file.endsWith(' warn') ? 'log' : 'exception';
    return [{ place, file, origin, text: text.replaceAll('\\n', '\n'), verdict }];
  });
}

/** By the name of the file. */
export async function readInventory(): Promise<Map<string, InventoryLine[]>> {
  const folder = import.meta.dirname;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.tsv')).sort();
  const read = async (name: string): Promise<[string, InventoryLine[]]> => [
    name,
    parseInventory(name, await readFile(path.join(folder, name), 'utf8')),
  ];
  return new Map(await Promise.all(names.map(read)));
}

/** The reason of `internal: …`, also an empty one; undefined for any other verdict. */
export function reasonOf({ verdict }: InventoryLine): string | undefined {
  return /^internal:? ?(.*)$/.exec(verdict)?.[1];
}

export function withValues(text: string, value: string): string {
  return text.replaceAll(/\{[^{}]*\}/g, () => value);
}
