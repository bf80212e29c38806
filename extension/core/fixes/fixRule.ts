import type { SyntaxTree } from './syntaxTree.ts';

/** Replaces `[start, end)` of a source by `text`. Offsets count UTF-16 units from 0. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * safe: cannot change what a correct program does beyond removing the error; one click, preferred.
 * review: the user looks at a preview first.
 */
export type Safety = 'safe' | 'review';

export interface Fix {
  /** Id of the rule, such as `QF-05`. */
  readonly rule: string;
  /** Says what will change. */
  readonly title: string;
  readonly safety: Safety;
  /** In order, none overlapping. */
  readonly edits: readonly TextEdit[];
}

/** What a rule sees: text, tree, place and error. It sees no editor. */
export interface FixContext {
  readonly source: string;
  readonly tree: SyntaxTree;
  /** Where the failing call starts, UTF-16 units from 0. */
  readonly offset: number;
  /** The message of the first exception. */
  readonly message: string;
}

/** One kind of edit. A rule finds its pattern at the place or gives up; it never guesses. */
export interface FixRule {
  readonly id: string;
  /** The catalog codes that it answers, such as `rt:illegal-invocation`. */
  readonly codes: readonly string[];
  propose(context: FixContext): Fix | undefined;
}
