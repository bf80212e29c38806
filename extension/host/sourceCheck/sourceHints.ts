import * as path from 'node:path';
import * as vscode from 'vscode';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { ProjectStates } from '../analysis/projectStates.ts';
import type { Analysis } from '../analysis/startAnalysis.ts';
import type { DeployedProject, WorkerProject } from '../wrangler/workerProject.ts';
import { hintOf, type Hint } from './hint.ts';

/** A module as it was checked. */
export interface CheckedModule {
  readonly project: DeployedProject;
  /** As the project names it. */
  readonly display: string;
  readonly text: string;
  readonly hints: readonly Hint[];
}

/** Modules that were checked, with what is told of them. */
export class SourceHints implements Disposable {
  readonly #states: ProjectStates;
  readonly #analysis: Analysis;
  readonly #owner = new Owner();
  readonly #collection = vscode.languages.createDiagnosticCollection('Tail Worker: source');
  /** By absolute path. */
  readonly #checked = new Map<string, CheckedModule>();
  /** Counts how often something was cleared: what was being checked then is not shown. */
  #cleared = 0;

  constructor(states: ProjectStates, analysis: Analysis) {
    this.#states = states;
    this.#analysis = analysis;
    this.#owner.add(this.#collection);
    this.#owner.add(
      vscode.workspace.onDidDeleteFiles(({ files }) => {
        for (const { fsPath } of files) this.#forgetBelow(fsPath);
      }),
    );
    this.#owner.add(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri } of files) this.#forgetBelow(oldUri.fsPath);
      }),
    );
  }

  dispose(): void {
    this.#owner.dispose();
  }

  isChecked({ fsPath }: vscode.Uri): boolean {
    return this.#checked.has(fsPath);
  }

  /** Checks the modules of a project, one after the other. @param heard is told of each. */
  async check(
    worker: WorkerProject,
    isCancelled: () => boolean,
    heard: (module: CheckedModule) => void = () => undefined,
  ): Promise<void> {
    this.clear(worker);
    this.#states.forget();
    const project = { ...worker, environment: undefined };
    for (const file of await this.#analysis.call('modules', this.#states.of(project))) {
      if (isCancelled()) return;
      const checked = await this.#checkModule(project, file, isCancelled);
      if (checked !== undefined) heard(checked);
    }
  }

  /** Checks one document again, as it stands now. What cannot be parsed is still being typed: it is left. */
  async checkDocument(document: vscode.TextDocument, worker?: WorkerProject): Promise<void> {
    const file = document.uri.fsPath;
    const owner = worker ?? this.#checked.get(file)?.project;
    if (owner === undefined || this.#checked.get(file)?.text === document.getText()) return;
    const { version } = document;
    const cleared = this.#cleared;
    const isChanged = (): boolean =>
      document.version !== version || document.isClosed || this.#cleared !== cleared;
    const project = { ...owner, environment: undefined };
    const modules = await this.#analysis.call('modules', this.#states.of(project));
    const module = modules.find((name) => path.resolve(owner.folder, name) === file);
    if (module !== undefined) await this.#checkModule(project, module, isChanged);
  }

  /** What is told of a document at this range; it is checked first if it has changed since. */
  async at(
    document: vscode.TextDocument,
    range: vscode.Range,
  ): Promise<{ readonly module: CheckedModule; readonly hints: readonly Hint[] } | undefined> {
    if (!this.isChecked(document.uri)) return undefined;
    await this.checkDocument(document);
    const module = this.#checked.get(document.uri.fsPath);
    if (module?.text !== document.getText()) return undefined;
    const hints = module.hints.filter(
      ({ diagnostic }) => diagnostic.range.intersection(range) !== undefined,
    );
    return { module, hints };
  }

  /** @param worker all projects when missing. */
  clear(worker?: WorkerProject): void {
    this.#cleared++;
    for (const [file, { project }] of this.#checked) {
      if (worker === undefined || project.configFile === worker.configFile) this.#forget(file);
    }
  }

  /** @returns undefined when it was cancelled, or the module is gone. */
  async #checkModule(
    project: DeployedProject,
    file: string,
    isCancelled: () => boolean,
  ): Promise<CheckedModule | undefined> {
    const found = await this.#analysis.call('check', { project: this.#states.of(project), file });
    if (found === undefined || isCancelled()) return undefined;
    const { text } = found;
    const hints = found.hints.map((each) => hintOf(each, text));
    const checked = { project, display: file, text, hints };
    const absolute = path.resolve(project.folder, file);
    this.#checked.set(absolute, checked);
    this.#collection.set(
      vscode.Uri.file(absolute),
      hints.map(({ diagnostic }) => diagnostic),
    );
    return checked;
  }

  /** @param gone a file or folder. */
  #forgetBelow(gone: string): void {
    for (const file of this.#checked.keys()) {
      if (file === gone || file.startsWith(gone + path.sep)) this.#forget(file);
    }
  }

  #forget(file: string): void {
    this.#checked.delete(file);
    this.#collection.delete(vscode.Uri.file(file));
  }
}
