import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { EntrySource } from '../../core/errors/entrySource.ts';
import type { ConfigFile } from '../../core/fixes/project.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import type { DiskModules } from '../sources/diskModules.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';
import type { EditorMethods, ProjectState } from './analysisMethods.ts';

/** Configurations of other Workers that are read for one. */
const MOST_SIBLINGS = 50;

const SOURCES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,toml,json,jsonc}';
/** What installs and builds write comes by the thousand. */
const GENERATED = /[\\/](?:node_modules|\.wrangler|dist|\.git)[\\/]/;

const CONFIGURATION = /[\\/]wrangler\.(?:toml|jsonc?)$/;
/** With more, as after a change of branch, all is read anew. */
const MOST_CHANGED = 1000;

type Ask<Name extends keyof EditorMethods> = Parameters<EditorMethods[Name]>[0];

/** Tells the analysis in which state a Worker project is, and gives it the project's texts. */
export class ProjectStates implements EditorMethods, Disposable {
  readonly #projects: WorkerProjects;
  readonly #modulesOf: (worker: DeployedProject) => DiskModules;
  readonly #log: Log;
  readonly #owner = new Owner();
  /** By key, as they were asked about last. */
  readonly #workers = new Map<string, DeployedProject>();
  /** What a module imports may lie beside its project, so any source of the workspace may count. */
  #version = 1;
  /** The version in which a file has another text, by its absolute path. */
  readonly #changed = new Map<string, number>();
  /** The version in which more than texts was another. */
  #reset = 1;

  constructor(
    projects: WorkerProjects,
    modulesOf: (worker: DeployedProject) => DiskModules,
    log: Log,
  ) {
    this.#projects = projects;
    this.#modulesOf = modulesOf;
    this.#log = log;
    const watcher = this.#owner.add(vscode.workspace.createFileSystemWatcher(SOURCES));
    const changed = ({ fsPath }: vscode.Uri): void => this.#change(fsPath);
    const moved = ({ fsPath }: vscode.Uri): void => {
      if (!GENERATED.test(fsPath)) this.forget();
    };
    this.#owner.add(watcher.onDidChange(changed));
    this.#owner.add(watcher.onDidCreate(moved));
    this.#owner.add(watcher.onDidDelete(moved));
    this.#owner.add(projects.onDidChange(() => this.forget()));
    this.#owner.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.scheme === 'file' && contentChanges.length > 0) changed(document.uri);
      }),
    );
  }

  /** As it is now. */
  of(worker: DeployedProject): ProjectState {
    const { configFile, environment } = worker;
    const key = `${configFile}\n${environment ?? ''}`;
    this.#workers.set(key, worker);
    return { key, version: this.#version, environment };
  }

  /** All is read anew: for a command, as a watcher may not have told everything. */
  forget(): void {
    this.#reset = ++this.#version;
    this.#changed.clear();
  }

  changedSince(version: number): readonly string[] | undefined {
    if (version < this.#reset) return undefined;
    return [...this.#changed].filter(([, at]) => at > version).map(([file]) => file);
  }

  entry(key: string): Promise<EntrySource | undefined> {
    return this.#modules(key).entry();
  }

  imported({ key, specifier, importer }: Ask<'imported'>): Promise<EntrySource | undefined> {
    return this.#modules(key).imported(specifier, importer);
  }

  configuration(key: string): Promise<EntrySource | undefined> {
    return this.#modules(key).configuration();
  }

  async siblings(key: string): Promise<readonly ConfigFile[]> {
    const { configFile, folder } = this.#worker(key);
    const files = (await this.#projects.all())
      .map((project) => project.configFile)
      .filter((file) => file !== configFile)
      .slice(0, MOST_SIBLINGS);
    const read = files.map(async (file) => {
      try {
        const text = await readFile(file, 'utf8');
        return [{ file: path.relative(folder, file), text }];
      } catch {
        return []; // removed since the workspace was searched
      }
    });
    return (await Promise.all(read)).flat();
  }

  log({ level, text }: Ask<'log'>): void {
    this.#log[level](text);
  }

  dispose(): void {
    this.#owner.dispose();
  }

  #change(file: string): void {
    if (GENERATED.test(file)) return;
    if (CONFIGURATION.test(file) || this.#changed.size >= MOST_CHANGED) this.forget();
    else this.#changed.set(file, ++this.#version);
  }

  #modules(key: string): DiskModules {
    return this.#modulesOf(this.#worker(key));
  }

  #worker(key: string): DeployedProject {
    const worker = this.#workers.get(key);
    if (worker === undefined) throw new Error(`No project has the key ${key}.`);
    return worker;
  }
}
