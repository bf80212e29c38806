import type { ModuleMap } from './sourceMap.ts';

/** The Worker project as `locate` sees it. */
export interface ProjectSources {
  /** Name of the module that its entry is bundled into. */
  readonly bundle: string;
  /** Whether a deploy may upload a module of this bare name: then a frame of it is in code of the Worker. */
  mayUpload(module: string): boolean;
  /**
   * The source file that a path of a frame means, when it is one of the project's or its workspace's.
   * Paths come from strangers: one that leads out of the workspace is not found.
   */
  findSource(path: string): Promise<SourceFile | undefined>;
  /** The text of a source as it is now; undefined when it cannot be read. */
  presentText(file: string): Promise<string | undefined>;
  /** Whether the file begins with a byte order mark, which an editor does not show. */
  hasByteOrderMark(file: string): Promise<boolean>;
  /** Maps of a deployed module, such as `index.js`; a later one is made only when it is asked for. */
  moduleMaps(module: string, version: string | undefined): AsyncIterable<ModuleMap>;
  /** Texts that a source had, the likeliest to be the version's first: as it was saved, as it was built. */
  pastTexts(file: string, version: string | undefined): Promise<readonly string[]>;
}

export interface SourceFile {
  readonly file: string;
  readonly display: string;
  /** It only has the path that was asked for: from another folder on than paths of the project begin. */
  readonly isNamesake?: boolean;
  /**
   * What else a frame may mean by its name, which else only a map gives. `uploaded`: the file itself, that is
   * uploaded beside a bundle as it is; there is nothing to map. `module`: a deployed module, which may have a
   * map. `either`: the bundle or this source of it, whose positions differ.
   */
  readonly means?: 'uploaded' | 'module' | 'either';
}
