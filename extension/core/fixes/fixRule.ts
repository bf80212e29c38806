import type { Node } from '@babel/types';
import type { Candidate } from './place.ts';
import type { Project } from './project.ts';
import type { SyntaxTree } from './syntax/syntaxTree.ts';

/** Replaces `[start, end)` of a source by `text`. Offsets count UTF-16 units from 0. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits of one file, in order, none overlapping. */
export interface FileEdits {
  /** As the project names the file. */
  readonly file: string;
  readonly edits: readonly TextEdit[];
}

/**
 * safe: cannot change what a correct program does beyond removing the error; one click, preferred.
 * review: the user looks at a preview first.
 */
export type Safety = 'safe' | 'review';

/** Id of what mends nothing, but shows more the next time. */
export const SOURCE_MAPS = 'source-maps';

export interface Fix {
  /** Id of the rule, such as `QF-05`. */
  readonly rule: string;
  /** Says what will change. */
  readonly title: string;
  readonly safety: Safety;
  /** Edits of the file that was searched, in order, none overlapping. */
  readonly edits: readonly TextEdit[];
  /** Edits of other files, such as the Wrangler configuration. */
  readonly elsewhere?: readonly FileEdits[];
}

/** What a rule looks through: text, tree and error. It sees no editor and no disk. */
export interface Search {
  readonly tree: SyntaxTree;
  /** The nodes of a function or of the whole module, in the order of the text. */
  readonly nodes: readonly Node[];
  /** The message of the first exception; empty when no error led here. */
  readonly message: string;
  /** Undefined when nothing is known but the file. */
  readonly project?: Project | undefined;
}

/** What may have failed. The engine decides which one did: see `atPlace`. */
export interface Finding extends Candidate {
  /** The edits for it, the best first; none where the rule cannot tell what is right. Made when asked. */
  fixes(): readonly Fix[];
  /** What to tell where no error has come yet, for mistakes that stay silent. */
  readonly hint?: string;
}

/** One mistake. A rule finds its pattern or gives up; it never guesses. */
export interface FixRule {
  readonly id: string;
  /** The catalog codes that it answers, such as `rt:illegal-invocation`. */
  readonly codes: readonly string[];
  find(search: Search): readonly Finding[];
}

/** A mistake that is not in one place of a source: in the Wrangler configuration, or in what is exported. */
export interface ProjectRule {
  readonly id: string;
  readonly codes: readonly string[];
  /** @param message of the first exception or of the refused deploy. */
  propose(project: Project, message: string): readonly Fix[];
}
