import * as vscode from 'vscode';
import { handlerPlace } from '../../core/errors/handlerPlace.ts';
import { locate, type Place, type PlacedFrame } from '../../core/errors/locate.ts';
import { handlerName } from '../../core/problems/handlerName.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import type { TailEvent } from '../../shared/tailEvent.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { DiskModules } from './diskModules.ts';
import { DiskSources } from './projectSources.ts';

/** Stacks and handlers of any Worker → places in the workspace. Each distinct one is resolved once. */
export class WorkspaceSources implements Disposable {
  readonly #projects: WorkerProjects;
  readonly #log: Log;
  readonly #owner = new Owner();
  readonly #sources = new WeakMap<WorkerProject, DiskSources>();
  readonly #stacks = new Map<string, Promise<readonly PlacedFrame[]>>();
  readonly #handlers = new Map<string, Promise<Place | undefined>>();

  constructor(projects: WorkerProjects, log: Log) {
    this.#projects = projects;
    this.#log = log;
    // A handler moves with what is typed above it.
    this.#owner.add(vscode.workspace.onDidChangeTextDocument(() => this.#handlers.clear()));
  }

  dispose(): void {
    this.#owner.dispose();
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
    return remember(this.#stacks, key, async () => {
      const project = await this.#projects.ofWorker(worker);
      return project === undefined ? [] : locate(stack, this.#of(project));
    });
  }

  /** The place of an event whose stack tells none: what handles such events. */
  handler(worker: string, event: TailEvent): Promise<Place | undefined> {
    const cause = event.exceptions[0]?.message.slice(0, 30) ?? '';
    const upgrade = event.trigger.kind === 'fetch' && event.trigger.webSocketUpgrade;
    const key = [worker, handlerName(event), String(upgrade), cause].join('\n');
    return remember(this.#handlers, key, async () => {
      const project = await this.#projects.ofWorker(worker);
      if (project === undefined) return undefined;
      const modules = new DiskModules(project, this.#of(project));
      // The parser is loaded with the first such event.
      return handlerPlace(event, modules, () => import('../../core/errors/handlerFinder.ts'));
    });
  }

  #of(project: WorkerProject): DiskSources {
    const known = this.#sources.get(project);
    if (known !== undefined) return known;
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    const sources = new DiskSources(project, folders, openText, this.#log);
    this.#sources.set(project, sources);
    return sources;
  }
}

/** Distinct stacks and handlers that are remembered. */
const MOST = 5000;

function remember<T>(
  known: Map<string, Promise<T>>,
  key: string,
  find: () => Promise<T>,
): Promise<T> {
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST) known.clear();
  const found = find();
  known.set(key, found);
  return found;
}

function openText(file: string): string | undefined {
  const name = vscode.Uri.file(file).toString();
  return vscode.workspace.textDocuments
    .find((document) => document.uri.toString() === name)
    ?.getText();
}
