import { oneBased, type OneBased } from '../../shared/position.ts';
import type { SourceFile } from './projectSources.ts';

/** A source file with its text, as the editor has it if it is open. */
export interface EntrySource extends SourceFile {
  readonly text: string;
}

/** The modules of a Worker, from the entry on, as they stand in the workspace. */
export interface EntryModules {
  /** Of the configuration; undefined when the Worker is of none. */
  readonly environment: string | undefined;
  /** The module that `main` of the configuration names, unless a tool wrote it. */
  entry(): Promise<EntrySource | undefined>;
  /** The module that an import means; undefined for a package, and for what is not in the workspace. */
  imported(specifier: string, importer: SourceFile): Promise<EntrySource | undefined>;
  /** The Wrangler configuration. */
  configuration(): Promise<EntrySource | undefined>;
}

/** A node of a source, by where it starts in UTF-16 units from 0, the byte order mark not counted. */
export interface FoundIn {
  readonly source: EntrySource;
  readonly offset: number;
}

/** The text without a byte order mark, which the editor hides and a parser may refuse. */
export function textOf({ text }: EntrySource): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** @param offset in UTF-16 units from 0, the byte order mark not counted. */
export function positionIn(text: string, offset: number): OneBased {
  let line = 1;
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\r|\n/g)) {
    if (index + end.length > offset) break;
    line++;
    start = index + end.length;
  }
  return oneBased(line, offset - start + 1);
}
