import * as vscode from 'vscode';
import { firstPlace, locate, type Place, type PlacedFrame } from '../../core/errors/locate.ts';
import type { PlacedFailure, PlaceReach } from '../../core/errors/placedFailure.ts';
import { mayBeRemote, type RemoteMethod, seenByMethod } from '../../core/errors/remoteMethod.ts';
import { causeOf } from '../../core/problems/causeOf.ts';
import type { Failure } from '../../core/errors/failures.ts';
import { nameOfFunction } from '../../core/errors/nameOfFunction.ts';
import { handlerName } from '../../core/problems/handlerName.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import type { TailEvent } from '../../shared/tailEvent.ts';
import { uploadsMaps } from '../wrangler/locateWrangler.ts';
import { deployedAs, type DeployedProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import { DiskMaps } from './diskMaps.ts';
import { DiskModules } from './diskModules.ts';
import type { LocalBuilds } from './localBuilds.ts';
import type { MapReader } from './mapReader.ts';
import { DiskSources } from './projectSources.ts';
import { SavedTexts } from './savedTexts.ts';

/** What the thread that parses sources is asked for places. */
export interface SourceQuestions {
  /** What handles such events: see `handlerPlace`. */
  handler(project: DeployedProject, event: TailEvent, failure: Failure): Promise<Place | undefined>;
  /** See `remoteMethodAt`. */
  remoteMethod(project: DeployedProject, place: Place): Promise<RemoteMethod | undefined>;
}

/** Stacks and handlers of any Worker → places in the workspace. Each distinct one is resolved once. */
export class WorkspaceSources implements Disposable {
  readonly #projects: WorkerProjects;
  readonly #builds: LocalBuilds;
  readonly #maps: MapReader;
  readonly #questions: SourceQuestions;
  readonly #log: Log;
  readonly #saved = new SavedTexts();
  readonly #owner = new Owner();
  /** By all that is known of the project: a changed configuration makes another. */
  readonly #sources = new Map<string, SourcesOfWorker>();
  readonly #stacks = new Map<string, Promise<readonly PlacedFrame[]>>();
  /** Of `#stacks`, those that may get a place when a build succeeds. */
  readonly #unplaced = new Set<string>();
  readonly #handlers = new Map<string, Promise<Place | undefined>>();
  /** Workers that had a frame which Cloudflare mapped. */
  readonly #mapped = new Set<string>();
  readonly #calls = new Map<string, Promise<RemoteMethod | undefined>>();

  constructor(
    projects: WorkerProjects,
    builds: LocalBuilds,
    maps: MapReader,
    questions: SourceQuestions,
    log: Log,
  ) {
    this.#projects = projects;
    this.#builds = builds;
    this.#maps = maps;
    this.#questions = questions;
    this.#log = log;
    // A handler moves with what is typed above it.
    this.#owner.add(
      vscode.workspace.onDidChangeTextDocument(() => {
        this.#handlers.clear();
        this.#calls.clear();
      }),
    );
    this.#owner.add(projects.onDidChange(() => this.#forget()));
    for (const document of vscode.workspace.textDocuments) this.#read(document);
    this.#owner.add(vscode.workspace.onDidOpenTextDocument((document) => this.#read(document)));
    this.#owner.add(vscode.workspace.onDidSaveTextDocument((document) => this.#read(document)));
    // What another program wrote, such as git, is read again without being saved.
    this.#owner.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#read(document)),
    );
    const again = (): void => this.#forgetUnplaced();
    this.#owner.add(vscode.workspace.onDidSaveTextDocument(again));
    this.#owner.add(vscode.workspace.onDidGrantWorkspaceTrust(again));
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
    if (version !== undefined) this.#saved.seen(version, Date.now());
    const key = [worker, version ?? '', stack].join('\n');
    return remember(this.#stacks, key, async () => {
      const of = await this.#of(worker);
      if (of === undefined) {
        // The next event asks again: the project may be found by then.
        this.#stacks.delete(key);
        return [];
      }
      const frames = await locate(stack, of.sources, version);
      if (firstPlace(frames) === undefined && this.#unplaced.size < MOST) this.#unplaced.add(key);
      return frames;
    });
  }

  /** The failure's frames and its place: in the method that threw it, at its first own frame, or at its handler. */
  async placed(
    worker: string,
    event: TailEvent,
    failure: Failure,
    reach: PlaceReach,
  ): Promise<PlacedFailure> {
    const frames = await this.frames(worker, event.versionId, failure.stack);
    const own = firstPlace(frames);
    if (own?.certainty === 'mapped' && this.#mapped.size < MOST) this.#mapped.add(worker);
    if (own === undefined) {
      const couldBeMapped = await this.#couldBeMapped(worker, frames);
      const place = reach === 'handler' ? await this.#handler(worker, event, failure) : undefined;
      return { failure, frames, place, thrownIn: undefined, couldBeMapped };
    }
    const thrownIn = mayBeRemote(failure, causeOf(failure, event).code)
      ? await this.#remoteMethod(worker, own)
      : undefined;
    const there = thrownIn && (await this.#inMethod(worker, event, failure, thrownIn));
    return { failure, frames, place: there ?? own, thrownIn, couldBeMapped: false };
  }

  /** Uploading source maps would help this Worker: its frames are of the bundle, and none was ever mapped. */
  async #couldBeMapped(worker: string, frames: readonly PlacedFrame[]): Promise<boolean> {
    const of = await this.#of(worker);
    const isOfBundle = ({ frame }: PlacedFrame): boolean => frame.file === of?.sources.bundle;
    if (of === undefined || this.#mapped.has(worker) || !frames.some(isOfBundle)) return false;
    return of.project.noMaps ?? !(await uploadsMaps(of.project.folder));
  }

  #remoteMethod(worker: string, call: Place): Promise<RemoteMethod | undefined> {
    const { line, column } = call.position;
    return remember(this.#calls, [worker, call.file, line, column].join('\n'), async () => {
      const of = await this.#of(worker);
      return of && this.#questions.remoteMethod(of.project, call);
    });
  }

  /** Where the method fails, as far as its Worker is in the workspace. */
  async #inMethod(
    worker: string,
    event: TailEvent,
    failure: Failure,
    method: RemoteMethod,
  ): Promise<Place | undefined> {
    const owner = method.worker ?? worker;
    const seen = seenByMethod(event, method);
    const place = await this.#handler(owner, seen, { ...failure, stack: undefined });
    const of = await this.#of(owner);
    // The line of the configuration says less than the call.
    return place?.file === of?.project.configFile ? undefined : place;
  }

  /** The place of a failure whose stack tells none: what handles such events. */
  #handler(worker: string, event: TailEvent, failure: Failure): Promise<Place | undefined> {
    const cause = `${failure.kind} ${failure.message?.slice(0, 200) ?? ''}`;
    const upgrade = event.trigger.kind === 'fetch' && event.trigger.webSocketUpgrade;
    const name = nameOfFunction(failure) ?? '';
    const key = [worker, handlerName(event), String(upgrade), cause, name].join('\n');
    return remember(this.#handlers, key, async () => {
      const of = await this.#of(worker);
      if (of === undefined) {
        this.#handlers.delete(key);
        return undefined;
      }
      return this.#questions.handler(of.project, event, failure);
    });
  }

  /** The modules of a project, as they stand in the workspace. */
  modulesOf(project: DeployedProject): DiskModules {
    return new DiskModules(project, this.#sourcesOf(project).sources);
  }

  #read(document: vscode.TextDocument): void {
    if (document.isDirty || document.uri.scheme !== 'file') return;
    this.#saved.saved(document.uri.fsPath, document.getText(), Date.now());
  }

  #forget(): void {
    this.#stacks.clear();
    this.#unplaced.clear();
    this.#handlers.clear();
    this.#calls.clear();
  }

  #forgetUnplaced(): void {
    for (const key of this.#unplaced) this.#stacks.delete(key);
    this.#unplaced.clear();
  }

  async #of(worker: string): Promise<SourcesOfWorker | undefined> {
    const found = await this.#projects.ofWorker(worker);
    return found && this.#sourcesOf(deployedAs(found, worker));
  }

  #sourcesOf(project: DeployedProject): SourcesOfWorker {
    const key = JSON.stringify(project);
    const known = this.#sources.get(key);
    if (known !== undefined) return known;
    const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
    const maps = new DiskMaps(project, this.#builds, this.#maps, this.#log);
    const savedText = (file: string, version: string) => this.#saved.of(file, version);
    const sources = new DiskSources(project, folders, openText, maps, savedText);
    const made = { project, sources };
    if (this.#sources.size >= MOST_SOURCES) this.#sources.clear();
    this.#sources.set(key, made);
    return made;
  }
}

interface SourcesOfWorker {
  readonly project: DeployedProject;
  readonly sources: DiskSources;
}

/** Projects, each in every state of its configuration, whose sources are remembered. */
const MOST_SOURCES = 500;
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
  // What could not be found out is asked again.
  found.catch(() => known.delete(key));
  return found;
}

function openText(file: string): string | undefined {
  const name = vscode.Uri.file(file).toString();
  return vscode.workspace.textDocuments
    .find((document) => document.uri.toString() === name)
    ?.getText();
}
