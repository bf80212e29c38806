/**
 * A page of the catalog before it is HTML or Markdown. Texts may hold `code` in back-ticks; where that is a
 * code of the catalog, the renderer makes it a link.
 */
export interface Page {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block =
  /** The code itself, and what kind of code it is. */
  | { readonly kind: 'code'; readonly code: string; readonly note: string }
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'numbered'; readonly items: readonly string[] }
  /** Texts of a program, as they are. */
  | { readonly kind: 'samples'; readonly items: readonly { text: string; note: string }[] }
  /** A short piece of a program, with its line breaks. */
  | { readonly kind: 'example'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  /** What others say, and what is true. */
  | { readonly kind: 'misreadings'; readonly items: readonly { claim: string; truth: string }[] }
  | { readonly kind: 'links'; readonly items: readonly CodeLink[] }
  | { readonly kind: 'web'; readonly items: readonly { label: string; url?: string }[] }
  | { readonly kind: 'section'; readonly heading: string; readonly blocks: readonly Block[] }
  /** A row of a comparison. */
  | {
      readonly kind: 'columns';
      readonly heading: string;
      readonly columns: readonly Column[];
    };

/** What is said of one of the codes. */
export interface Column {
  readonly code: string;
  readonly blocks: readonly Block[];
}

export interface CodeLink {
  readonly code: string;
  readonly title: string;
  readonly note?: string;
  /** A second link, to the comparison with this code. */
  readonly compareWith?: string;
}

/** A section, unless it would be empty. */
export function section(heading: string, ...blocks: readonly Block[]): Block[] {
  const filled = blocks.filter((block) => !('items' in block) || block.items.length > 0);
  return filled.length === 0 ? [] : [{ kind: 'section', heading, blocks: filled }];
}
