import type { Failure } from '../../core/errors/failures.ts';
import type { EntrySource } from '../../core/errors/entrySource.ts';
import type { Place } from '../../core/errors/locate.ts';
import type { RemoteMethod } from '../../core/errors/remoteMethod.ts';
import type { SourceFile } from '../../core/errors/projectSources.ts';
import type { Fix, TextEdit } from '../../core/fixes/fixRule.ts';
import type { ConfigFile } from '../../core/fixes/project.ts';
import type { FixRequest } from '../../core/fixes/proposeFixes.ts';
import type { Texts } from '../../shared/l10n.ts';
import type { Log } from '../../shared/log.ts';
import type { OneBased } from '../../shared/position.ts';
import type { TailEvent } from '../../shared/tailEvent.ts';

/** A Worker project as one of its environments is deployed, in the state that its sources are in. */
export interface ProjectState {
  readonly key: string;
  /** A higher one after each change of a source of the workspace. */
  readonly version: number;
  /** As in `wrangler --env`; undefined for the top level of the configuration. */
  readonly environment: string | undefined;
}

/** A fix, with what its rule saw. */
export interface FoundFix {
  readonly fix: Fix;
  /** The texts of other files that it edits, by name, without a byte order mark. */
  readonly seen: ReadonlyMap<string, string>;
}

/** A known mistake that stays silent, `[start, end)` in UTF-16 units. */
export interface FoundHint {
  readonly rule: string;
  readonly code: string | undefined;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  readonly fixes: readonly FoundFix[];
}

export interface CheckedText {
  readonly text: string;
  readonly hints: readonly FoundHint[];
}

/** A text as it is being edited, and where it belongs. */
export interface EditedText {
  readonly project: ProjectState | undefined;
  /** As the project names it. */
  readonly file: string;
  readonly text: string;
}

/** What the thread that parses sources and runs rules is asked. */
export interface AnalysisMethods {
  /** The edits for a failure: see `proposeFixes`. */
  propose(
    request: EditedText &
      Pick<FixRequest, 'codes' | 'message' | 'offset' | 'reach' | 'couldBeMapped'>,
  ): Promise<readonly FoundFix[]>;
  /** One fix for all mistakes of a rule in the text, one for those in the project; each only if it is more. */
  fixAll(of: EditedText & { readonly rule: string }): Promise<readonly FoundFix[]>;
  /** The safe edits in the text for all mistakes of these rules, and of those that answer these codes. */
  safeEdits(
    of: EditedText & { readonly rules: readonly string[]; readonly codes: readonly string[] },
  ): Promise<readonly TextEdit[]>;
  /** The names of the modules, the entry first. */
  modules(project: ProjectState): Promise<readonly string[]>;
  /** Undefined when there is no such module. */
  check(of: {
    readonly project: ProjectState;
    readonly file: string;
  }): Promise<CheckedText | undefined>;
  /** Where a failure is handled whose stack tells no place: see `handlerPlace`. */
  handler(of: {
    readonly project: ProjectState;
    readonly event: TailEvent;
    readonly failure: Failure;
  }): Promise<Place | undefined>;
  /** The remote method that a place calls: see `remoteMethodAt`. */
  remoteMethod(of: {
    readonly project: ProjectState;
    /** As the project names it. */
    readonly file: string;
    readonly position: OneBased;
  }): Promise<RemoteMethod | undefined>;
}

/** What that thread asks of the editor, by the key of a project. */
export interface EditorMethods {
  entry(key: string): Promise<EntrySource | undefined>;
  imported(by: {
    readonly key: string;
    readonly specifier: string;
    readonly importer: SourceFile;
  }): Promise<EntrySource | undefined>;
  configuration(key: string): Promise<EntrySource | undefined>;
  /**
   * The absolute paths of sources that have another text than in this version. Undefined when more has changed:
   * a file has come or gone, or a configuration is another.
   */
  changedSince(version: number): readonly string[] | undefined;
  /** The configurations of other Workers of the workspace. */
  siblings(key: string): Promise<readonly ConfigFile[]>;
  log(line: { readonly level: keyof Log; readonly text: string }): void;
}

/** What that thread starts with. */
export interface AnalysisData {
  readonly language: string;
  readonly texts: Texts | undefined;
}
