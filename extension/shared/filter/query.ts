import type { FilterKey } from './filterKeys.ts';

/** What a filter text means. Offsets are UTF-16 units in that text, from 0; `to` is exclusive. */
export type Query =
  /** The empty filter: everything. */
  | { readonly kind: 'all' }
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Query[] }
  | { readonly kind: 'not'; readonly part: Query }
  | TextQuery
  | RegexQuery
  | KeyQuery;

/** Free text: anywhere in what the event says. */
export interface TextQuery {
  readonly kind: 'text';
  /** In lower case, unless exact. */
  readonly text: string;
  /** Was quoted: upper and lower case are told apart. */
  readonly exact: boolean;
  readonly from: number;
  readonly to: number;
}

export interface RegexQuery {
  readonly kind: 'regex';
  /** Tried on each line of what the event says. */
  readonly regex: RegExp;
  readonly from: number;
  readonly to: number;
}

/** `key:a,b`: any of the values. */
export interface KeyQuery {
  readonly kind: 'key';
  readonly key: FilterKey;
  readonly values: readonly FilterValue[];
  readonly from: number;
  readonly to: number;
}

export type FilterValue =
  /** In lower case. With `*` in it, it is a pattern for the whole value; else the key says how it is compared. */
  | { readonly kind: 'word'; readonly text: string }
  /** Of milliseconds (`cpu`, `wall`), of a status (`http`), or of ms since the epoch (`time`); ends count. */
  | { readonly kind: 'range'; readonly min: number; readonly max: number }
  /** Of ms since midnight UTC, each day anew; ends count. It wraps when `min` is above `max`. */
  | { readonly kind: 'timeOfDay'; readonly min: number; readonly max: number }
  /** There is none, such as `http:none`. */
  | { readonly kind: 'none' }
  /** A request header, by its name in lower case; with any value when `value` is undefined. */
  | { readonly kind: 'header'; readonly name: string; readonly value: string | undefined };
