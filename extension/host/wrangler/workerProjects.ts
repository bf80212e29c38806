import * as path from 'node:path';
import * as vscode from 'vscode';
import { Owner } from '../../shared/dispose.ts';
import { Emitter } from '../../shared/emitter.ts';
import type { Log } from '../../shared/log.ts';
import type { WorkerProject } from './workerProject.ts';

const CONFIGS = '**/wrangler.{toml,json,jsonc}';
const NOT_IN = '**/{node_modules,.wrangler,dist,.git}/**';
const MOST = 500;
/** ms between two looks for the project of a Worker that has none. */
const AGAIN = 10_000;

/** The Worker projects of the workspace; read once, and again after a configuration changed. */
export class WorkerProjects implements vscode.Disposable {
  readonly #log: Log;
  readonly #owner = new Owner();
  readonly #changed: Emitter<void>;
  /** A configuration has changed, or come or gone. */
  readonly onDidChange: Emitter<void>['event'];
  #found: Promise<readonly WorkerProject[]> | undefined;
  /** It is in no folder of the workspace: its recorded events find it, and nobody is asked to tail it. */
  #demo: WorkerProject | undefined;
  /** ms since the epoch. */
  #lookedAt = 0;

  constructor(log: Log) {
    this.#log = log;
    this.#changed = this.#owner.add(new Emitter((error) => log.error(String(error))));
    this.onDidChange = this.#changed.event;
    const forget = (): void => {
      this.#found = undefined;
      this.#changed.fire();
    };
    const watcher = this.#owner.add(vscode.workspace.createFileSystemWatcher(CONFIGS));
    watcher.onDidChange(forget);
    watcher.onDidCreate(forget);
    watcher.onDidDelete(forget);
    this.#owner.add(vscode.workspace.onDidChangeWorkspaceFolders(forget));
  }

  all(): Promise<readonly WorkerProject[]> {
    this.#found ??= this.#find();
    return this.#found;
  }

  /**
   * As they are on disk: for a command, whose user may have made one just now. A watcher may miss what is
   * written into a folder that is new (seen on Linux), or be told to leave a folder out.
   */
  lookAgain(): Promise<readonly WorkerProject[]> {
    this.#found = undefined;
    return this.all();
  }

  async ofWorker(worker: string): Promise<WorkerProject | undefined> {
    const project = projectOf(worker, await this.all()) ?? this.#demoOf(worker);
    if (project !== undefined || Date.now() - this.#lookedAt < AGAIN) return project;
    return projectOf(worker, await this.lookAgain());
  }

  /** Makes the demo known. @param configFile of its copy. */
  async addDemo(configFile: vscode.Uri): Promise<void> {
    this.#demo = await this.#read(configFile);
    this.#changed.fire();
  }

  #demoOf(worker: string): WorkerProject | undefined {
    return this.#demo && projectOf(worker, [this.#demo]);
  }

  dispose(): void {
    this.#owner.dispose();
  }

  async #find(): Promise<readonly WorkerProject[]> {
    this.#lookedAt = Date.now();
    const files = await vscode.workspace.findFiles(CONFIGS, NOT_IN, MOST);
    const projects = await Promise.all(files.map((file) => this.#read(file)));
    return projects
      .filter((project) => project !== undefined)
      .sort((a, b) => a.folder.localeCompare(b.folder));
  }

  async #read(file: vscode.Uri): Promise<WorkerProject | undefined> {
    try {
      // Loaded with the first look for projects, not at start-up.
      const { parseWranglerConfig } = await import('../../core/config/wranglerConfig.ts');
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      const config = parseWranglerConfig(text, file.path.endsWith('.toml') ? 'toml' : 'json');
      return { ...config, folder: path.dirname(file.fsPath), configFile: file.fsPath };
    } catch (error) {
      this.#log.warn(`${file.fsPath} cannot be read: ${String(error)}`);
      return undefined;
    }
  }
}

/** The one of these projects that deploys a Worker of this name, in any environment. */
export function projectOf(
  worker: string,
  projects: readonly WorkerProject[],
): WorkerProject | undefined {
  return (
    projects.find(({ name }) => name === worker) ??
    projects.find(({ environments }) => environments.some((each) => each.worker === worker))
  );
}
