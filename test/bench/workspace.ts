/**
 * A workspace of 100 Workers, of modules that others have published, each with a mistake in its entry; then a
 * session with 200 failures of them. All have their fixes within 10 s, in tasks of one module each.
 */
import type { EntryModules, EntrySource } from '../../extension/core/errors/entrySource.ts';
import { checkModule } from '../../extension/core/fixes/checkModule.ts';
import type { Project } from '../../extension/core/fixes/project.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { projectTrees, readProject } from '../../extension/core/fixes/readProject.ts';
import { parseSource } from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { readWorkerSources } from '../corpus/workerSources.ts';
import { failingLog } from '../support/failingLog.ts';
import type { BrokenWorker } from '../workerd/broken/brokenWorker.ts';
import { brokenWorkers } from '../workerd/broken/index.ts';
import { cpuTime, percentile, verdict } from './report.ts';

const PROJECTS = 100;
const FAILURES = 200;
const MODULES = 6;
/** Seconds. */
const LIMIT = 10;
const FRAME_MS = 16;

const corpus = await readWorkerSources();

interface Worker {
  readonly modules: EntryModules;
  readonly entry: EntrySource;
  readonly broken: BrokenWorker;
}

const workers = Array.from({ length: PROJECTS }, (_, index): Worker => {
  const parts = Array.from({ length: MODULES - 1 }, (_part, part) =>
    sourceOf(`src/${part}.ts`, corpus[(index * (MODULES - 1) + part) % corpus.length]?.text ?? ''),
  );
  const broken = brokenWorkers[index % brokenWorkers.length];
  if (broken === undefined) throw new Error('There is no broken Worker.');
  const imports = parts.map((_part, part) => `import './${part}.ts';\n`).join('');
  const entry = sourceOf('src/index.ts', imports + broken.source);
  const modules: EntryModules = {
    environment: undefined,
    entry: () => Promise.resolve(entry),
    imported: (specifier) =>
      Promise.resolve(parts.find(({ display }) => display === specifier.replace('.', 'src'))),
    configuration: () => Promise.resolve(undefined),
  };
  return { modules, entry, broken };
});

function sourceOf(display: string, text: string): EntrySource {
  return { file: display, display, text };
}

const tasks: number[] = [];
const start = process.cpuUsage();
const projects = new Map<Worker, Project>();
let found = 0;
for (const worker of workers) {
  const project = await readProject(worker.modules, projectTrees(), []);
  projects.set(worker, project);
  for (const { tree } of project.modules()) {
    tasks.push(cpuTime(() => (found += checkModule(tree, project).length)));
  }
}
const checked = process.cpuUsage(start);
let mended = 0;
for (let failure = 0; failure < FAILURES; failure++) {
  const worker = workers[failure % workers.length];
  if (worker === undefined) break;
  const { broken, entry } = worker;
  const request = {
    codes: [broken.code],
    // Most of the patterns are the message itself.
    message: broken.message.source.replace(/^\^|\$$/g, '').replace(/\\(.)/g, '$1'),
    source: entry.text,
    fileName: entry.display,
    offset: entry.text.indexOf('fetch('),
    reach: 'handler',
    project: projects.get(worker),
    log: failingLog,
  } as const;
  tasks.push(cpuTime(() => (mended += proposeFixes(request).length > 0 ? 1 : 0)));
}
const all = process.cpuUsage(start);
const parses = corpus.map(({ name, text }) => cpuTime(() => parseSource(text, name)));

const seconds = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1_000_000;
const p95 = percentile(tasks, 0.95);
console.log(`${PROJECTS} Workers of ${MODULES} modules, ${found} mistakes; a module is parsed in`);
console.log(
  `${percentile(parses, 0.99).toFixed(1)} ms (p99), the longest in ${Math.max(...parses).toFixed(1)} ms`,
);
verdict('all checked, s', seconds(checked), `≤ ${LIMIT}`, seconds(checked) <= LIMIT);
verdict('and the failures asked, s', seconds(all), `≤ ${LIMIT}`, seconds(all) <= LIMIT);
// Some mistakes are found from their frame alone.
verdict('share of failures with fixes', mended / FAILURES, '≥ 0.9', mended >= 0.9 * FAILURES);
verdict('a module checked or a failure asked, p95, ms', p95, `≤ ${FRAME_MS}`, p95 <= FRAME_MS);
