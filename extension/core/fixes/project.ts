import type { SyntaxTree } from './syntax/syntaxTree.ts';

/** The Worker project around a file, as far as rules may look. It is read before they are asked. */
export interface Project {
  /** The Wrangler configuration; undefined when there is none. */
  readonly config: ConfigFile | undefined;
  /** Configurations of other Workers of the workspace; missing when nobody has looked. */
  readonly siblings?: readonly ConfigFile[];
  /** Names of secrets, as far as they are known: from `.dev.vars`, or from `wrangler secret list`. */
  readonly secrets?: readonly string[];
  /** As in `wrangler --env`; undefined for the top level of the configuration. */
  readonly environment: string | undefined;
  /** The entry module first, then what it imports, nearest first; only what can be parsed. */
  modules(): Iterable<ProjectModule>;
}

export interface ConfigFile {
  /** Path as the project names it; its extension tells the format. */
  readonly file: string;
  readonly text: string;
}

export interface ProjectModule {
  readonly file: string;
  readonly tree: SyntaxTree;
}
