import { checkInSteps } from '../../core/fixes/checkModule.ts';
import {
  type FileProblems,
  fixAll,
  fixAllInProject,
  type ModuleProblems,
  safeEdits,
} from '../../core/fixes/fixAll.ts';
import type { Fix, FixRule, TextEdit } from '../../core/fixes/fixRule.ts';
import { isGenerated } from '../../core/fixes/generated.ts';
import type { Project } from '../../core/fixes/project.ts';
import { rules } from '../../core/fixes/rules/index.ts';
import { recentTrees } from '../../core/fixes/syntax/syntaxTree.ts';
import type { Log } from '../../shared/log.ts';
import { inSlices } from './inSlices.ts';

/** A text of a Worker project, as it is being edited. */
export interface TextIn {
  readonly project: Project | undefined;
  /** As the project names it. */
  readonly file: string;
  readonly text: string;
}

/** Finds all mistakes of a kind, to mend them together. */
export class AllOfKind {
  readonly #log: Log;
  /** A project is another object after each change of it. */
  readonly #found = new WeakMap<Project, Map<string, readonly FileProblems[]>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** One fix for the mistakes of this id in the text, one for those in the project; each only if it is more. */
  async fixes(id: string, text: TextIn, isCancelled: () => boolean): Promise<Fix[]> {
    const same = rules.filter((rule) => rule.id === id);
    const module = await this.#inText(same, text, isCancelled);
    const files = await this.#inProject(id, same, text.project, isCancelled);
    return [module && fixAll(module), fixAllInProject(files)].filter((fix) => fix !== undefined);
  }

  /** The safe edits for all mistakes of these kinds in the text. */
  async safeEdits(
    isMeant: (rule: FixRule) => boolean,
    text: TextIn,
    isCancelled: () => boolean,
  ): Promise<readonly TextEdit[]> {
    const module = await this.#inText(rules.filter(isMeant), text, isCancelled);
    return module ? safeEdits(module) : [];
  }

  async #inText(
    meant: readonly FixRule[],
    { text, file, project }: TextIn,
    isCancelled: () => boolean,
  ): Promise<ModuleProblems | undefined> {
    const tree = recentTrees.get(text, file);
    if (tree === undefined) return undefined;
    const steps = checkInSteps(tree, project, this.#log, meant);
    const problems = await inSlices(steps, isCancelled);
    return problems && { tree, problems };
  }

  async #inProject(
    id: string,
    same: readonly FixRule[],
    project: Project | undefined,
    isCancelled: () => boolean,
  ): Promise<readonly FileProblems[]> {
    if (project === undefined) return [];
    const known = this.#found.get(project) ?? new Map<string, readonly FileProblems[]>();
    this.#found.set(project, known);
    const before = known.get(id);
    if (before !== undefined) return before;
    const log = this.#log;
    function* steps(read: Project): Generator<undefined, FileProblems[]> {
      const files: FileProblems[] = [];
      for (const { file, tree } of read.modules()) {
        if (isGenerated(file)) continue;
        files.push({ file, tree, problems: yield* checkInSteps(tree, read, log, same) });
      }
      return files;
    }
    const found = await inSlices(steps(project), isCancelled);
    if (found === undefined) return [];
    known.set(id, found);
    return found;
  }
}
