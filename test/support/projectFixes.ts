import assert from 'node:assert/strict';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import type { Fix, ProjectRule } from '../../extension/core/fixes/fixRule.ts';
import type { Project } from '../../extension/core/fixes/project.ts';
import { parseSource } from '../../extension/core/fixes/syntax/syntaxTree.ts';

/** The files of a Worker project by their names; the first module is the entry. */
export interface ProjectFiles {
  readonly config?: string;
  /** `wrangler.jsonc` when missing. */
  readonly configFile?: string;
  readonly environment?: string;
  readonly modules?: Readonly<Record<string, string>>;
  readonly siblings?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
}

export function projectOf(files: ProjectFiles): Project {
  const { config, configFile = 'wrangler.jsonc', environment, modules = {}, secrets } = files;
  const parsed = Object.entries(modules).map(([file, source]) => {
    const tree = parseSource(source, file);
    assert.ok(tree, source);
    return { file, tree };
  });
  const siblings = Object.entries(files.siblings ?? {}).map(([file, text]) => ({ file, text }));
  return {
    config: config === undefined ? undefined : { file: configFile, text: config },
    environment,
    modules: () => parsed,
    siblings,
    ...(secrets && { secrets }),
  };
}

/** What the fix makes of a file of the project. */
export function fileAfter(files: ProjectFiles, fix: Fix, file: string): string {
  const { config = '', configFile = 'wrangler.jsonc', modules = {} } = files;
  const before = file === configFile ? config : (modules[file] ?? '');
  const { edits } = fix.elsewhere?.find((one) => one.file === file) ?? {};
  assert.ok(edits, `${fix.title} does not change ${file}`);
  return applyEdits(before, edits);
}

/** The rule offers this title, and its edits make the file so; it has nothing to say about the result. */
export function checkProjectFix(
  rule: ProjectRule,
  files: ProjectFiles,
  title: string,
  after: string,
  file = files.configFile ?? 'wrangler.jsonc',
  message = '',
): Fix {
  const fixes = rule.propose(projectOf(files), message);
  const fix = fixes.find((one) => one.title === title);
  assert.ok(fix, `offered: ${JSON.stringify(fixes.map((one) => one.title))}`);
  assert.equal(fileAfter(files, fix, file), after);
  const fixed = { ...files, modules: { ...files.modules } };
  for (const { file: name } of fix.elsewhere ?? []) {
    const text = fileAfter(files, fix, name);
    if (name === (files.configFile ?? 'wrangler.jsonc')) Object.assign(fixed, { config: text });
    else fixed.modules[name] = text;
  }
  const again = rule.propose(projectOf(fixed), message).map((one) => one.title);
  assert.ok(!again.includes(title), `${title} is offered for its own result`);
  return fix;
}

export function checkNoProjectFix(rule: ProjectRule, files: ProjectFiles, message = ''): void {
  const titles = rule.propose(projectOf(files), message).map(({ title }) => title);
  assert.deepEqual(titles, []);
}
