import type { TextEdit } from '../fixes/fixRule.ts';

export type ConfigValue =
  string | number | boolean | readonly ConfigValue[] | { readonly [key: string]: ConfigValue };

/** Keys and, in arrays, indexes from 0: `['env', 'staging', 'kv_namespaces', 0, 'id']`. */
export type ConfigPath = readonly (string | number)[];

export interface TextRange {
  /** UTF-16 units from 0. */
  readonly start: number;
  readonly end: number;
}

/**
 * A configuration as text. An edit changes one value; comments, order, quotes, indentation, line ends and
 * trailing commas stay as they are. Edits are undefined where the text has no place for the value.
 */
export interface ConfigDocument {
  /** What the text says. */
  readonly value: unknown;
  /** Of the value; undefined when there is none, or when it is spread over tables of TOML. */
  rangeOf(path: ConfigPath): TextRange | undefined;
  /** Replaces or adds a value; tables around it are made when missing. */
  set(path: ConfigPath, value: ConfigValue): readonly TextEdit[] | undefined;
  /** Adds an item at the end of an array, which is made when missing. */
  append(path: ConfigPath, item: ConfigValue): readonly TextEdit[] | undefined;
  /** Takes a key or an item of an array out, with the comment on its line. */
  remove(path: ConfigPath): readonly TextEdit[] | undefined;
}

export type ConfigTable = Readonly<Record<string, ConfigValue>>;

export function isTable(value: ConfigValue): value is ConfigTable {
  return typeof value === 'object' && !Array.isArray(value);
}
