import * as vscode from 'vscode';
import { meaningOf } from '../../core/catalog/catalog.ts';
import type { Place } from '../../core/errors/locate.ts';
import type { MovingRange } from '../../core/problems/movingRange.ts';
import type { Log } from '../../shared/log.ts';
import { deployedAs } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { offeredFix, type OfferedFix } from './fixEdit.ts';
import type { ProjectReader, ReadProject } from './projectReader.ts';

/** What the rules need to know of a failure. */
export interface Failure {
  /** Name of the Worker, which tells the project and its environment. */
  readonly worker: string;
  readonly code: string;
  readonly message: string;
  readonly place: Pick<Place, 'display' | 'changed' | 'certainty'>;
}

/** The fixes of failures in documents as they stand now. */
export class ProblemFixes {
  readonly #projects: WorkerProjects;
  readonly #reader: ProjectReader;
  readonly #log: Log;

  constructor(projects: WorkerProjects, reader: ProjectReader, log: Log) {
    this.#projects = projects;
    this.#reader = reader;
    this.#log = log;
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
    // Most failures have no rule: the parser is loaded with the first that has.
    if (!hasRule(failure.code)) return [];
    if (at.edited || changed === true || at.start.line >= document.lineCount) return [];
    const read = await this.projectOf(failure.worker);
    const { proposeFixes } = await import('../../core/fixes/proposeFixes.ts');
    const fixes = proposeFixes({
      codes: [failure.code],
      message: failure.message,
      source: document.getText(),
      fileName: display,
      offset: document.offsetAt(new vscode.Position(at.start.line, at.start.character)),
      reach: certainty === 'mapped' || certainty === 'built' ? 'frame' : 'handler',
      project: read?.project,
      log: this.#log,
    });
    const offered = await Promise.all(
      fixes.map((fix) =>
        offeredFix(
          certainty === 'guessed' ? { ...fix, safety: 'review' as const } : fix,
          document,
          read,
        ),
      ),
    );
    return offered.filter((each) => each !== undefined);
  }

  async projectOf(worker: string): Promise<ReadProject | undefined> {
    const project = await this.#projects.ofWorker(worker);
    return project && this.#reader.read(deployedAs(project, worker));
  }
}

function hasRule(code: string): boolean {
  return (meaningOf(code)?.entry.fixes.length ?? 0) > 0;
}
