import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ConfigFile, Project } from '../../core/fixes/project.ts';
import type { SyntaxTrees } from '../../core/fixes/syntax/syntaxTree.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { WorkspaceSources } from '../sources/workspaceSources.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import type { WorkerProjects } from '../wrangler/workerProjects.ts';

/** A Worker project as the rules saw it. */
export interface ReadProject {
  readonly project: Project;
  readonly worker: DeployedProject;
  /** By absolute path, the texts that the rules saw, without a byte order mark. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Trees take memory, and one works on few projects at a time. */
const MOST_PROJECTS = 4;

/** Configurations of other Workers that are read for one. */
const MOST_SIBLINGS = 50;

const SOURCES = '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,toml,json,jsonc}';
/** What installs and builds write comes by the thousand. */
const GENERATED = /[\\/](?:node_modules|\.wrangler|dist|\.git)[\\/]/;

interface Known {
  trees: SyntaxTrees | undefined;
  read: Promise<ReadProject> | undefined;
}

/** Reads Worker projects for the rules, each once until something in it changes. */
export class ProjectReader implements Disposable {
  readonly #projects: WorkerProjects;
  readonly #sources: WorkspaceSources;
  readonly #owner = new Owner();
  /** By configuration and environment, the one asked for last at the end. */
  readonly #known = new Map<string, Known>();

  constructor(projects: WorkerProjects, sources: WorkspaceSources) {
    this.#projects = projects;
    this.#sources = sources;
    const watcher = this.#owner.add(vscode.workspace.createFileSystemWatcher(SOURCES));
    const forget = ({ fsPath }: vscode.Uri): void => this.#forget(fsPath);
    this.#owner.add(watcher.onDidChange(forget));
    this.#owner.add(watcher.onDidCreate(forget));
    this.#owner.add(watcher.onDidDelete(forget));
    this.#owner.add(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document.uri.scheme === 'file' && contentChanges.length > 0) forget(document.uri);
      }),
    );
  }

  read(worker: DeployedProject): Promise<ReadProject> {
    const key = `${worker.configFile}\n${worker.environment ?? ''}`;
    const known = this.#known.get(key) ?? { trees: undefined, read: undefined };
    this.#known.delete(key);
    this.#known.set(key, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_PROJECTS) break;
      this.#known.delete(oldest);
    }
    known.read ??= this.#read(worker, known);
    return known.read;
  }

  dispose(): void {
    this.#owner.dispose();
  }

  async #read(worker: DeployedProject, known: Known): Promise<ReadProject> {
    try {
      // The parser is loaded with the first project.
      const { projectTrees, readProject } = await import('../../core/fixes/readProject.ts');
      known.trees ??= projectTrees();
      const modules = this.#sources.modulesOf(worker);
      const siblings = await this.#siblings(worker);
      const project = await readProject(modules, known.trees, siblings);
      const texts = new Map<string, string>();
      const { config } = project;
      if (config !== undefined) texts.set(path.resolve(worker.folder, config.file), config.text);
      for (const { file, tree } of project.modules()) {
        texts.set(path.resolve(worker.folder, file), tree.source);
      }
      return { project, worker, texts };
    } catch (error) {
      known.read = undefined;
      throw error;
    }
  }

  /** Other configurations of the workspace, for the names of Workers and their routes. */
  async #siblings(worker: DeployedProject): Promise<ConfigFile[]> {
    const files = (await this.#projects.all())
      .map(({ configFile }) => configFile)
      .filter((file) => file !== worker.configFile)
      .slice(0, MOST_SIBLINGS);
    const read = files.map(async (file) => {
      try {
        const text = await readFile(file, 'utf8');
        return [{ file: path.relative(worker.folder, file), text }];
      } catch {
        return []; // removed since the workspace was searched
      }
    });
    return (await Promise.all(read)).flat();
  }

  /** What a module imports may lie beside its project, so any source of the workspace may count. */
  #forget(file: string): void {
    if (GENERATED.test(file)) return;
    for (const known of this.#known.values()) known.read = undefined;
  }
}
