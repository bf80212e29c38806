/** `npm test`: builds, then runs every suite, and closes with one line of counts over all of them. */
import { spawn } from 'node:child_process';
import { glob } from 'node:fs/promises';
import * as path from 'node:path';
import { runIntegration, type Counts } from './integration/main.ts';
import { packageExtension } from './package.ts';
import { repository } from './support/repository.ts';

interface Suite {
  readonly name: string;
  run(): Promise<Counts>;
}

/** Those that run no program of ours have both processors: they run side by side, before the others. */
const CHECKS: readonly Suite[] = [
  command('types', 'tsc', ['-b']),
  command('lint', 'eslint', ['.']),
  command('format', 'prettier', ['--check', '--log-level', 'warn', '.']),
  command('imports', 'depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    'extension',
    'webview-ui',
    'test',
  ]),
];

const SUITES: readonly Suite[] = [
  nodeTests('unit'),
  nodeTests('corpus'),
  nodeTests('workerd'),
  nodeTests('tail'),
  nodeTests('webview'),
  { name: 'integration', run: () => runIntegration() },
  nodeTests('e2e'),
];

/** A tool that passes or fails as a whole. */
function command(name: string, program: string, args: readonly string[]): Suite {
  const file = path.join(repository, 'node_modules/.bin', program);
  return {
    name,
    async run() {
      const { code } = await execute(file, args);
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    },
  };
}

function nodeTests(name: string): Suite {
  return {
    name,
    async run() {
      const files: string[] = [];
      for await (const file of glob(`test/${name}/**/*.test.ts`, { cwd: repository })) {
        files.push(file);
      }
      if (files.length === 0) {
        console.error(`There is no test in test/${name}.`);
        return { passed: 0, failed: 1 };
      }
      const { code, output } = await execute(process.execPath, [
        '--test',
        // Suites that start an editor, a browser or a Worker want both processors for themselves.
        ...(name === 'unit' ? [] : ['--test-concurrency=1']),
        '--test-reporter=spec',
        // ms; a test that hangs fails, and the others go on.
        '--test-timeout=180000',
        ...files.sort(),
      ]);
      const count = (word: string): number =>
        Number(new RegExp(`^ℹ ${word} (\\d+)`, 'm').exec(output)?.[1] ?? 0);
      // A test that was skipped or cut short did not pass.
      const failed = count('fail') + count('cancelled') + count('skipped') + count('todo');
      return { passed: count('pass'), failed: code === 0 ? failed : Math.max(1, failed) };
    },
  };
}

async function execute(
  file: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(file, args, { cwd: repository, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exit) => resolve(exit ?? 1));
  });
  return { code, output };
}

const only = process.argv.slice(2);
await packageExtension();

let passed = 0;
let failed = 0;
const lines: string[] = [];
const isWanted = ({ name }: Suite): boolean => only.length === 0 || only.includes(name);
await Promise.all(CHECKS.filter(isWanted).map(run));
for (const suite of SUITES.filter(isWanted)) await run(suite);
console.log(`\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function run(suite: Suite): Promise<void> {
  console.log(`\n── ${suite.name}`);
  const start = performance.now();
  const counts = await suite.run();
  passed += counts.passed;
  failed += counts.failed;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  lines.push(`${suite.name}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
}
