import type * as vscode from 'vscode';
import type { FileProblems } from '../../core/fixes/fixAll.ts';
import type { Fix, FixRule, TextEdit } from '../../core/fixes/fixRule.ts';
import type { Project } from '../../core/fixes/project.ts';
import type { Log } from '../../shared/log.ts';
import { inSlices } from '../inSlices.ts';

/** A document, as the Worker project names it. */
export interface NamedDocument {
  readonly document: vscode.TextDocument;
  readonly display: string;
  readonly project: Project | undefined;
}

/** Finds all mistakes of a kind, to mend them together. */
export class AllOfKind {
  readonly #log: Log;
  /** A project is another object after each change of it. */
  readonly #found = new WeakMap<Project, Map<string, readonly FileProblems[]>>();

  constructor(log: Log) {
    this.#log = log;
  }

  /** One fix for the mistakes of this id in the file, one for those in the project; each only if it is more. */
  async fixes(id: string, named: NamedDocument, isCancelled: () => boolean): Promise<Fix[]> {
    const { rules } = await import('../../core/fixes/rules/index.ts');
    const { fixAll, fixAllInProject } = await import('../../core/fixes/fixAll.ts');
    const same = rules.filter((rule) => rule.id === id);
    const problems = await this.#inDocument(same, named, isCancelled);
    const files = await this.#inProject(id, same, named.project, isCancelled);
    return [fixAll(problems), fixAllInProject(files)].filter((fix) => fix !== undefined);
  }

  /** The safe edits for all mistakes of these kinds in the document. */
  async safeEdits(
    isMeant: (rule: FixRule) => boolean,
    named: NamedDocument,
    isCancelled: () => boolean,
  ): Promise<readonly TextEdit[]> {
    const { rules } = await import('../../core/fixes/rules/index.ts');
    const { safeEdits } = await import('../../core/fixes/fixAll.ts');
    return safeEdits(await this.#inDocument(rules.filter(isMeant), named, isCancelled));
  }

  async #inDocument(
    rules: readonly FixRule[],
    { document, display, project }: NamedDocument,
    isCancelled: () => boolean,
  ): Promise<FileProblems['problems']> {
    const { checkInSteps } = await import('../../core/fixes/checkModule.ts');
    const { recentTrees } = await import('../../core/fixes/syntax/syntaxTree.ts');
    const tree = recentTrees.get(document.getText(), display);
    if (tree === undefined) return [];
    return (await inSlices(checkInSteps(tree, project, this.#log, rules), isCancelled)) ?? [];
  }

  async #inProject(
    id: string,
    rules: readonly FixRule[],
    project: Project | undefined,
    isCancelled: () => boolean,
  ): Promise<readonly FileProblems[]> {
    if (project === undefined) return [];
    const known = this.#found.get(project) ?? new Map<string, readonly FileProblems[]>();
    this.#found.set(project, known);
    const before = known.get(id);
    if (before !== undefined) return before;
    const { checkInSteps } = await import('../../core/fixes/checkModule.ts');
    const { isGenerated } = await import('../../core/fixes/generated.ts');
    const log = this.#log;
    function* steps(read: Project): Generator<undefined, FileProblems[]> {
      const files: FileProblems[] = [];
      for (const { file, tree } of read.modules()) {
        if (isGenerated(file)) continue;
        files.push({ file, problems: yield* checkInSteps(tree, read, log, rules) });
      }
      return files;
    }
    const found = await inSlices(steps(project), isCancelled);
    if (found === undefined) return [];
    known.set(id, found);
    return found;
  }
}
