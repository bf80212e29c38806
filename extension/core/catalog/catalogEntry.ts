/** What one code means. The data are in `extension/catalog`; `catalog.schema.json` there says each field. */
export interface CatalogEntry {
  /** Namespaced, because the same number has several meanings: `cf:1101`, `ws:4000-4999`, `api:10021/eval`. */
  readonly key: string;
  readonly title: string;
  readonly meaning: string;
  readonly seen: string;
  /** How it shows in an event of `wrangler tail`. */
  readonly tail: string;
  readonly causes: readonly string[];
  readonly remedies: readonly string[];
  /** What other pages get wrong. */
  readonly misreadings?: readonly { readonly claim: string; readonly truth: string }[] | undefined;
  /** What is not known. */
  readonly unknown?: readonly string[] | undefined;
  readonly facts?: Facts | undefined;
  /** Texts that this entry explains; see `template.ts`. */
  readonly messages?: readonly MessageText[] | undefined;
  /** A short piece of code that is right, for `How to fix`. */
  readonly example?: string | undefined;
  /**
   * The calls that raise it, and no others: names of methods and functions, `object.method` for a general name, or
   * `new Class`. For failures whose event names no place.
   */
  readonly raisedBy?: readonly string[] | undefined;
  /** Texts of this entry that have a cause and a next step of their own. */
  readonly cases?: readonly EntryCase[] | undefined;
  /** Ids of the rules that answer it. */
  readonly fixes: readonly string[];
  /** The official page, https. */
  readonly link: string;
  readonly sources: readonly Source[];
  /** high, medium (reports of third parties alone), low (general knowledge alone). */
  readonly confidence: string;
  /** Keys of entries to read next. */
  readonly related: readonly string[];
}

/**
 * One kind of text of an entry. The catalog reads it as an entry of its own, `rt:kv-failed/rate` of the case
 * `rate`; what it does not say is as in the entry, except texts and fixes, which are its own alone.
 */
export interface EntryCase extends Pick<
  CatalogEntry,
  'title' | 'causes' | 'remedies' | 'example' | 'raisedBy' | 'fixes'
> {
  readonly name: string;
  readonly messages: readonly MessageText[];
  readonly meaning?: string | undefined;
  readonly seen?: string | undefined;
  readonly tail?: string | undefined;
  readonly link?: string | undefined;
  readonly sources?: readonly Source[] | undefined;
  readonly confidence?: string | undefined;
  readonly related?: readonly string[] | undefined;
}

export interface MessageText {
  readonly text: string;
  /** It is a whole message: inside a longer one the words mean something else. */
  readonly whole?: boolean | undefined;
  /** It is put around the message of another failure: what that one says is the answer. */
  readonly wraps?: boolean | undefined;
  /** It says something only where the code of its entry is named beside it. */
  readonly withCode?: boolean | undefined;
  /** Year and month in which the platform stopped printing it. */
  readonly until?: string | undefined;
}

export interface Source {
  readonly kind: string;
  readonly where: string;
  /** Day of the source, `YYYY-MM-DD`. */
  readonly date: string;
}

export const FACTS = [
  'status',
  'frame',
  'close',
  'dashboard',
  'graphql',
  'printed',
  'statusError',
] as const;
export type FactName = (typeof FACTS)[number];
export type Facts = Readonly<Partial<Record<FactName, string | undefined>>>;

/** One kind of code: who says it, and how one knows that a bare number is of this kind. */
export interface Namespace {
  readonly namespace: string;
  readonly name: string;
  readonly speaker: string;
  readonly evidence: string;
  readonly entries: readonly CatalogEntry[];
}
