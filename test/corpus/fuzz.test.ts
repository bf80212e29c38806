import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import * as esbuild from 'esbuild';
import fc from 'fast-check';
import { checkModule, type KnownProblem } from '../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { fixAll, fixAllInProject, safeEdits } from '../../extension/core/fixes/fixAll.ts';
import type { FixRule, TextEdit } from '../../extension/core/fixes/fixRule.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import type { Project } from '../../extension/core/fixes/project.ts';
import { projectRules } from '../../extension/core/fixes/projectRules/index.ts';
import { rules } from '../../extension/core/fixes/rules/index.ts';
import {
  descendantsOf,
  parseSource,
  type SyntaxTree,
  SyntaxTrees,
} from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { failingLog } from '../support/failingLog.ts';
import { readExamples } from './askedByTests.ts';
import { type Change, mutated, mutations, statementsOfText } from './mutations.ts';
import type { Example } from './recordingFixes.ts';
import { readWorkerSources } from './workerSources.ts';

const kinds = Object.keys(mutations) as Change['kind'][]; // the keys of a literal
const changes = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), choice: fc.nat(2 ** 31 - 1) }),
  { maxLength: 4 },
);

/** Long sources take long, and their parts are like those of short ones. */
const LONGEST = 12_000;
const examples = await readExamples();
const workers = (await readWorkerSources()).filter(({ text }) => text.length <= LONGEST);
const donors = workers.flatMap(({ text, name }) => statementsOfText(text, name));

describe('edits in sources that are being typed', () => {
  it('are offered for an example of every rule', () => {
    const parsed = examples.flatMap((example) => {
      const tree = parseSource(example.text, example.name);
      return tree ? [{ example, tree }] : [];
    });
    const idle = rules.filter((rule) =>
      parsed.every(({ example, tree }) => problemsIn(rule, example, tree).length === 0),
    );
    assert.deepEqual(
      idle.map(({ id, codes }) => [id, ...codes]),
      [],
    );
  });

  it('keep a program a program, and mend what they are for, in mutated mistakes', async () => {
    const checked = await holdsFor(examples, 1500);
    assert.ok(checked > 500, `${checked} fixes`);
  });

  it('keep a program a program in mutated Workers of others', async () => {
    await holdsFor(
      workers.map((worker) => ({ ...worker, codes: [], message: '', project: undefined })),
      200,
    );
  });
});

/** @returns how many fixes were tried. The seed makes each run the same. */
async function holdsFor(sources: readonly Example[], numRuns: number): Promise<number> {
  let checked = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...sources),
      changes,
      fc.constantFrom(...donors),
      fc.nat(),
      async (source, made, donor, place) => {
        const text = mutated(source.text, source.name, made, donor);
        try {
          checked += await checkFixes(source, text);
          ask(source, text, place % (text.length + 1));
        } catch (cause) {
          throw new Error(`With "${source.message}" in ${source.name}:\n${text}\n`, { cause });
        }
      },
    ),
    { seed: 2026, numRuns },
  );
  return checked;
}

async function checkFixes(source: Example, text: string): Promise<number> {
  const { name } = source;
  const tree = parseSource(text, name);
  if (tree === undefined) return 0;
  const isProgram = await compiles(name, text);
  const check = async (title: string, edits: readonly TextEdit[]): Promise<string> => {
    const fixed = applyEdits(text, edits);
    const isFine = isProgram ? await compiles(name, fixed) : parseSource(fixed, name) !== undefined;
    assert.ok(isFine, `"${title}" breaks it:\n${fixed}`);
    return fixed;
  };
  const found: KnownProblem[] = [];
  let checked = 0;
  for (const rule of rules) {
    const problems = problemsIn(rule, source, tree);
    found.push(...problems);
    for (const fix of problems.flatMap(({ fixes }) => fixes)) {
      const fixed = await check(fix.title, fix.edits);
      for (const { file, edits } of fix.elsewhere ?? []) {
        const config = source.project?.config;
        if (config?.file === file) applyEdits(config.text, edits);
      }
      checked++;
      // Where the configuration mends it, the text is the same; what is no program has no meaning to mend.
      if (fix.edits.length === 0 || !isProgram) continue;
      const left = findingsIn(rule, source, fixed);
      assert.ok(
        left < findingsIn(rule, source, text),
        `"${fix.title}" leaves its problem:\n${fixed}`,
      );
    }
    const all = fixAll({ tree, problems });
    if (all) await check(all.title, all.edits);
    const files = ['a', 'b'].map((file) => ({ file, tree, problems }));
    const inProject = fixAllInProject(files);
    for (const { edits } of inProject?.elsewhere ?? []) await check('the same in a project', edits);
  }
  await check('all that is safe', safeEdits({ tree, problems: found }));
  return checked;
}

/** Whatever is asked, an answer comes: what a rule throws would be logged, and this log throws. */
function ask(example: Example, source: string, offset: number): void {
  const { name: fileName, message } = example;
  const project = projectOf(example, source);
  for (const reach of ['frame', 'handler'] as const) {
    const fixes = proposeFixes({
      codes: [...rules, ...projectRules].flatMap(({ codes }) => codes),
      message,
      source,
      fileName,
      offset,
      reach,
      project,
      log: failingLog,
      trees: new SyntaxTrees(),
    });
    for (const { title, elsewhere = [] } of fixes) {
      for (const { file, edits } of elsewhere) {
        const { config } = project;
        const module = [...project.modules()].find((one) => one.file === file);
        const before = config?.file === file ? config.text : module?.tree.source;
        assert.ok(before !== undefined, `"${title}" edits ${file}`);
        const after = applyEdits(before, edits);
        if (module) assert.ok(parseSource(after, file), `"${title}" breaks ${file}:\n${after}`);
      }
    }
  }
}

/** The project of the example, in which its source is as it is now. */
function projectOf({ name: file, project }: Example, source: string): Project {
  const tree = parseSource(source, file);
  const others = [...(project?.modules() ?? [])].filter((module) => module.file !== file);
  return {
    config: { file: 'wrangler.toml', text: `name = "a"\nmain = "${file}"\n` },
    environment: undefined,
    ...project,
    modules: () => [...(tree ? [{ file, tree }] : []), ...others],
  };
}

/** How many places there are to mend; several may have one subject. */
function findingsIn(rule: FixRule, { name, message, project }: Example, text: string): number {
  const tree = parseSource(text, name);
  if (tree === undefined) return 0;
  const found = rule.find({ tree, nodes: descendantsOf(tree.program), message, project });
  return found.filter((finding) => finding.fixes().length > 0).length;
}

/** As the check of a module finds them, had the message of the source come with it. */
function problemsIn(
  rule: FixRule,
  { message, project }: Example,
  tree: SyntaxTree,
): KnownProblem[] {
  const told: FixRule = { ...rule, find: (search) => rule.find({ ...search, message }) };
  return checkModule(tree, project, [told]);
}

/** By the compiler that Wrangler uses, which is stricter than our parser. */
async function compiles(name: string, text: string): Promise<boolean> {
  const loader = name.endsWith('x') ? 'tsx' : /\.[cm]?ts$/.test(name) ? 'ts' : 'jsx';
  const made = esbuild.transform(text, { loader, logLevel: 'silent', target: 'esnext' });
  return made.then(
    () => true,
    () => false,
  );
}
