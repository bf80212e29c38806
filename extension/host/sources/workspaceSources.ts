import * as vscode from 'vscode';
import { locate, type PlacedFrame } from '../../core/errors/locate.ts';
import type { Log } from '../../shared/log.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { DiskSources } from './projectSources.ts';

/** Stacks of any Worker → places in the workspace. Each distinct stack of a version is resolved once. */
export class WorkspaceSources {
  readonly #projects: WorkerProjects;
  readonly #log: Log;
  readonly #sources = new WeakMap<WorkerProject, DiskSources>();
  readonly #stacks = new Map<string, Promise<readonly PlacedFrame[]>>();

  constructor(projects: WorkerProjects, log: Log) {
    this.#projects = projects;
    this.#log = log;
  }

  /**
   * @param worker name of the Worker, which tells the project. @param version of the deployment: the same
   *   stack means another place in another version.
   */
  frames(
    worker: string,
    version: string | undefined,
    stack: string | undefined,
  ): Promise<readonly PlacedFrame[]> {
    if (stack === undefined) return Promise.resolve([]);
    const key = [worker, version ?? '', stack].join('\n');
    const known = this.#stacks.get(key);
    if (known !== undefined) return known;
    if (this.#stacks.size >= MOST) this.#stacks.clear();
    const frames = this.#locate(worker, stack);
    this.#stacks.set(key, frames);
    return frames;
  }

  async #locate(worker: string, stack: string): Promise<readonly PlacedFrame[]> {
    const project = await this.#projects.ofWorker(worker);
    if (project === undefined) return [];
    return locate(stack, this.#of(project));
  }

  #of(project: WorkerProject): DiskSources {
    const known = this.#sources.get(project);
    if (known !== undefined) return known;
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    const sources = new DiskSources(project, folders, this.#log);
    this.#sources.set(project, sources);
    return sources;
  }
}

/** Distinct stacks that are remembered. */
const MOST = 5000;
