import * as vscode from 'vscode';
import { meaningOf } from '../../core/catalog/catalog.ts';
import type { Place } from '../../core/errors/locate.ts';
import type { MovingRange } from '../../core/problems/movingRange.ts';
import type { ProjectStates } from '../analysis/projectStates.ts';
import type { Analysis } from '../analysis/startAnalysis.ts';
import { deployedAs, type DeployedProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { offeredFix, type OfferedFix } from './fixEdit.ts';

/** What the rules need to know of a failure. */
export interface Failure {
  /** Name of the Worker, which tells the project and its environment. */
  readonly worker: string;
  readonly code: string;
  readonly message: string;
  readonly couldBeMapped: boolean;
  readonly place: Pick<Place, 'display' | 'changed' | 'certainty'>;
}

/** The fixes of failures in documents as they stand now. */
export class ProblemFixes {
  readonly #projects: WorkerProjects;
  readonly #states: ProjectStates;
  readonly #analysis: Analysis;

  constructor(projects: WorkerProjects, states: ProjectStates, analysis: Analysis) {
    this.#projects = projects;
    this.#states = states;
    this.#analysis = analysis;
  }

  /**
   * The fixes for a failure, the best first. A place whose text was changed since is not trusted: no fix.
   * Of a place that is guessed nothing is sure: each fix is to be reviewed.
   *
   * @param at where its place is now.
   */
  async of(
    failure: Failure,
    at: MovingRange,
    document: vscode.TextDocument,
  ): Promise<readonly OfferedFix[]> {
    const { changed, certainty, display } = failure.place;
    // Most failures have no rule: the rules are started with the first that has.
    if (!hasRule(failure.code) && !failure.couldBeMapped) return [];
    if (at.edited || changed === true || at.start.line >= document.lineCount) return [];
    const project = await this.projectOf(failure.worker);
    const found = await this.#analysis.call('propose', {
      project: project && this.#states.of(project),
      file: display,
      text: document.getText(),
      codes: [failure.code],
      message: failure.message,
      couldBeMapped: failure.couldBeMapped,
      offset: document.offsetAt(new vscode.Position(at.start.line, at.start.character)),
      reach: certainty === 'mapped' || certainty === 'built' ? 'frame' : 'handler',
    });
    const offered = await Promise.all(
      found.map(({ fix, seen }) => {
        const safety = certainty === 'guessed' ? 'review' : fix.safety;
        return offeredFix({ fix: { ...fix, safety }, seen }, document, project?.folder);
      }),
    );
    return offered.filter((each) => each !== undefined);
  }

  async projectOf(worker: string): Promise<DeployedProject | undefined> {
    const project = await this.#projects.ofWorker(worker);
    return project && deployedAs(project, worker);
  }
}

function hasRule(code: string): boolean {
  return (meaningOf(code)?.entry.fixes.length ?? 0) > 0;
}
