import * as path from 'node:path';
import * as vscode from 'vscode';
import type { ProjectModule } from '../../core/fixes/project.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import { inSlices } from '../inSlices.ts';
import type { ProjectReader, ReadProject } from '../quickFixes/projectReader.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';
import { hintOf, type Hint } from './hint.ts';

/** A module as it was checked. */
export interface CheckedModule {
  readonly read: ReadProject;
  /** As the project names it. */
  readonly display: string;
  readonly text: string;
  readonly hints: readonly Hint[];
}

/** Modules that were checked, with what is told of them. */
export class SourceHints implements Disposable {
  readonly #reader: ProjectReader;
  readonly #log: Log;
  readonly #owner = new Owner();
  readonly #collection = vscode.languages.createDiagnosticCollection('Tail Worker: source');
  /** By absolute path. */
  readonly #checked = new Map<string, CheckedModule>();
  /** Counts how often something was cleared: what was being checked then is not shown. */
  #cleared = 0;

  constructor(reader: ProjectReader, log: Log) {
    this.#reader = reader;
    this.#log = log;
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
    const read = await this.#reader.read({ ...worker, environment: undefined });
    for (const module of read.project.modules()) {
      const checked = await this.#checkModule(read, module, isCancelled);
      if (checked === undefined) return;
      heard(checked);
    }
  }

  /** Checks one document again, as it stands now. What cannot be parsed is still being typed: it is left. */
  async checkDocument(document: vscode.TextDocument, worker?: WorkerProject): Promise<void> {
    const file = document.uri.fsPath;
    const owner = worker ?? this.#checked.get(file)?.read.worker;
    if (owner === undefined || this.#checked.get(file)?.text === document.getText()) return;
    const { version } = document;
    const cleared = this.#cleared;
    const isChanged = (): boolean =>
      document.version !== version || document.isClosed || this.#cleared !== cleared;
    const read = await this.#reader.read({ ...owner, environment: undefined });
    for (const module of read.project.modules()) {
      if (path.resolve(owner.folder, module.file) !== file) continue;
      await this.#checkModule(read, module, isChanged);
      return;
    }
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
    for (const [file, { read }] of this.#checked) {
      if (worker === undefined || read.worker.configFile === worker.configFile) this.#forget(file);
    }
  }

  /** @returns undefined when it was cancelled. */
  async #checkModule(
    read: ReadProject,
    { file, tree }: ProjectModule,
    isCancelled: () => boolean,
  ): Promise<CheckedModule | undefined> {
    const { checkInSteps } = await import('../../core/fixes/checkModule.ts');
    const { isGenerated } = await import('../../core/fixes/generated.ts');
    const steps = checkInSteps(tree, read.project, this.#log);
    const problems = isGenerated(file) ? [] : await inSlices(steps, isCancelled);
    if (problems === undefined || isCancelled()) return undefined;
    const hints = problems.flatMap((problem) => hintOf(problem, tree.source) ?? []);
    const checked = { read, display: file, text: tree.source, hints };
    const absolute = path.resolve(read.worker.folder, file);
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
