import * as path from 'node:path';
import * as vscode from 'vscode';
import type { Log } from '../../shared/log.ts';
import type { WorkerProject } from './workerProject.ts';

const CONFIGS = '**/wrangler.{toml,json,jsonc}';
const NOT_IN = '**/{node_modules,.wrangler,dist,.git}/**';
const MOST = 500;

/** The Worker projects of the workspace; read once, and again after a configuration changed. */
export class WorkerProjects implements vscode.Disposable {
  readonly #log: Log;
  readonly #watcher: vscode.FileSystemWatcher;
  readonly #folders: vscode.Disposable;
  #found: Promise<readonly WorkerProject[]> | undefined;

  constructor(log: Log) {
    this.#log = log;
    const forget = (): void => {
      this.#found = undefined;
    };
    this.#watcher = vscode.workspace.createFileSystemWatcher(CONFIGS);
    this.#watcher.onDidChange(forget);
    this.#watcher.onDidCreate(forget);
    this.#watcher.onDidDelete(forget);
    this.#folders = vscode.workspace.onDidChangeWorkspaceFolders(forget);
  }

  all(): Promise<readonly WorkerProject[]> {
    this.#found ??= this.#find();
    return this.#found;
  }

  /** The project that deploys a Worker of this name, in any environment. */
  async ofWorker(worker: string): Promise<WorkerProject | undefined> {
    const projects = await this.all();
    return (
      projects.find((project) => project.name === worker) ??
      projects.find((project) => project.environments.some((each) => each.worker === worker))
    );
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#folders.dispose();
  }

  async #find(): Promise<readonly WorkerProject[]> {
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
