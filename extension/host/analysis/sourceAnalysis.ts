import { handlerPlace } from '../../core/errors/handlerPlace.ts';
import type { Place } from '../../core/errors/locate.ts';
import { remoteMethodAt } from '../../core/errors/remoteCall.ts';
import type { RemoteMethod } from '../../core/errors/remoteMethod.ts';
import { checkInSteps, type KnownProblem } from '../../core/fixes/checkModule.ts';
import type { Fix, TextEdit } from '../../core/fixes/fixRule.ts';
import { isGenerated } from '../../core/fixes/generated.ts';
import type { Project } from '../../core/fixes/project.ts';
import { proposeFixes } from '../../core/fixes/proposeFixes.ts';
import { endOf, startOf } from '../../core/fixes/syntax/syntaxTree.ts';
import type { Log } from '../../shared/log.ts';
import { AllOfKind } from './allOfKind.ts';
import type {
  AnalysisMethods,
  CheckedText,
  EditedText,
  FoundFix,
  FoundHint,
  ProjectState,
} from './analysisMethods.ts';
import { AnalyzedProjects } from './analyzedProjects.ts';
import type { Editor } from './cachedModules.ts';
import { inSlices } from './inSlices.ts';

type Ask<Name extends keyof AnalysisMethods> = Parameters<AnalysisMethods[Name]>[0];

/** Parses sources and runs rules. Long work is done in slices, so that a short question between does not wait. */
export class SourceAnalysis implements AnalysisMethods {
  readonly #projects: AnalyzedProjects;
  readonly #allOfKind: AllOfKind;
  readonly #log: Log;

  constructor(editor: Editor, log: Log) {
    this.#projects = new AnalyzedProjects(editor);
    this.#allOfKind = new AllOfKind(log);
    this.#log = log;
  }

  async propose({ text, file, project: state, ...failure }: Ask<'propose'>): Promise<FoundFix[]> {
    const project = await this.#read(state);
    const request = { ...failure, source: text, fileName: file, project, log: this.#log };
    return found(proposeFixes(request), project);
  }

  async fixAll({ rule, text, file, project: state }: Ask<'fixAll'>): Promise<FoundFix[]> {
    const project = await this.#read(state);
    const fixes = this.#allOfKind.fixes(rule, { text, file, project }, this.#isPast(state));
    return found(await fixes, project);
  }

  async safeEdits(asked: Ask<'safeEdits'>): Promise<readonly TextEdit[]> {
    const { rules, codes, text, file, project: state } = asked;
    const project = await this.#read(state);
    return this.#allOfKind.safeEdits(
      (rule) => rules.includes(rule.id) || rule.codes.some((code) => codes.includes(code)),
      { text, file, project },
      this.#isPast(state),
    );
  }

  async modules(state: ProjectState): Promise<readonly string[]> {
    return [...(await this.#projects.read(state)).modules()].map(({ file }) => file);
  }

  async check({ project: state, file }: Ask<'check'>): Promise<CheckedText | undefined> {
    const project = await this.#projects.read(state);
    const tree = [...project.modules()].find((module) => module.file === file)?.tree;
    if (tree === undefined) return undefined;
    const problems = isGenerated(file)
      ? []
      : await inSlices(checkInSteps(tree, project, this.#log));
    return { text: tree.source, hints: (problems ?? []).flatMap((each) => hintOf(each, project)) };
  }

  async handler({ project, event, failure }: Ask<'handler'>): Promise<Place | undefined> {
    return handlerPlace(event, await this.#projects.modulesOf(project), failure);
  }

  async remoteMethod(asked: Ask<'remoteMethod'>): Promise<RemoteMethod | undefined> {
    const { file, position } = asked;
    const project = await this.#projects.read(asked.project);
    return remoteMethodAt(project, file, position);
  }

  async #read(state: EditedText['project']): Promise<Project | undefined> {
    return state && this.#projects.read(state);
  }

  #isPast(state: EditedText['project']): () => boolean {
    return () => state !== undefined && this.#projects.isPast(state);
  }
}

/** A mistake that shows itself when it fails has no hint: nothing is told of it before. */
function hintOf({ rule, finding, fixes }: KnownProblem, project: Project): FoundHint[] {
  if (finding.hint === undefined) return [];
  return [
    {
      rule: rule.id,
      code: rule.codes[0],
      sentence: finding.hint,
      start: startOf(finding.node),
      end: endOf(finding.node),
      fixes: found(fixes, project),
    },
  ];
}

/** With what the rules saw. A rule names files that it saw, and only those; what tools write is not edited. */
function found(fixes: readonly Fix[], project: Project | undefined): FoundFix[] {
  return fixes.flatMap((fix) => {
    const seen = new Map<string, string>();
    for (const { file } of fix.elsewhere ?? []) {
      const text = isGenerated(file) ? undefined : textIn(project, file);
      if (text === undefined) return [];
      seen.set(file, text);
    }
    return [{ fix, seen }];
  });
}

function textIn(project: Project | undefined, file: string): string | undefined {
  if (project?.config?.file === file) return project.config.text;
  for (const module of project?.modules() ?? []) {
    if (module.file === file) return module.tree.source;
  }
  return undefined;
}
