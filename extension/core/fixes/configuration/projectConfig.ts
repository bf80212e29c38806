import type { ConfigDocument } from '../../config/configDocument.ts';
import { openConfig } from '../../config/openConfig.ts';
import { WorkerConfig } from '../../config/workerConfig.ts';
import { applyEdits } from '../edits/editBuilder.ts';
import type { Fix, Safety, TextEdit } from '../fixRule.ts';
import type { ConfigFile, Project } from '../project.ts';

/** One change of a configuration; undefined when it cannot be made. */
export type ConfigChange = (document: ConfigDocument) => readonly TextEdit[] | undefined;

/** The configuration of a project as its environment has it. */
export interface ProjectConfig extends ConfigFile {
  readonly worker: WorkerConfig;
}

const opened = new WeakMap<Project, ProjectConfig | 'unreadable'>();

/** Undefined when there is none, or when it is not well-formed. A project is read once. */
export function configOf(project: Project): ProjectConfig | undefined {
  let known = opened.get(project);
  if (known === undefined) {
    known = open(project) ?? 'unreadable';
    opened.set(project, known);
  }
  return known === 'unreadable' ? undefined : known;
}

function open({ config, environment }: Project): ProjectConfig | undefined {
  const document = config && openConfig(config.file, config.text);
  return config && document && { ...config, worker: new WorkerConfig(document, environment) };
}

/** A fix that changes the configuration alone, in one or several steps; none when a step cannot be made. */
export function configFix(
  { file, text }: ConfigFile,
  about: { readonly rule: string; readonly title: string; readonly safety: Safety },
  ...changes: readonly ConfigChange[]
): Fix[] {
  const edits = changed(file, text, changes);
  return edits === undefined ? [] : [{ ...about, edits: [], elsewhere: [{ file, edits }] }];
}

function changed(
  file: string,
  text: string,
  changes: readonly ConfigChange[],
): readonly TextEdit[] | undefined {
  let all: readonly TextEdit[] = [];
  let after = text;
  for (const change of changes) {
    const document = openConfig(file, after);
    const edits = document && change(document);
    if (edits === undefined) return undefined;
    all = edits;
    after = applyEdits(after, edits);
  }
  return changes.length === 1 ? all : [difference(text, after)];
}

/** The one edit that makes the second text of the first. */
function difference(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charAt(start) === after.charAt(start)) start++;
  let same = 0;
  while (
    same < most - start &&
    before.charAt(before.length - 1 - same) === after.charAt(after.length - 1 - same)
  ) {
    same++;
  }
  return { start, end: before.length - same, text: after.slice(start, after.length - same) };
}
