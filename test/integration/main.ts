/** `node test/integration/main.ts [words of a name]`: bundles the tests and runs them inside a real VS Code. */
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import * as esbuild from 'esbuild';
import { LocalCloudflare } from '../cloudflare/localCloudflare.ts';
import { startTraffic } from '../cloudflare/traffic.ts';
import { repository } from '../support/repository.ts';
import { runInVsCode } from '../vscode/runInVsCode.ts';
import { scratchCopy } from '../vscode/codeServer.ts';

const OUT = path.join(repository, 'out', 'integration');
const RESULT = path.join(OUT, 'result.json');

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs every file of `test/integration/suite` in one editor, with the extension as it was built to `dist/`.
 * A run that ends without a result, or without a test, has failed.
 */
export async function runIntegration(only?: string): Promise<Counts> {
  await bundle();
  const workspace = await twoProjects();
  const cloudflare = await LocalCloudflare.start({ project: path.join(workspace, 'chat') });
  const traffic = startTraffic(cloudflare.worker);
  let error: unknown;
  try {
    await runInVsCode({
      extensionDevelopmentPath: repository,
      extensionTestsPath: path.join(OUT, 'index.cjs'),
      workspace,
      environment: {
        ...cloudflare.api.environment,
        INTEGRATION_RESULT: RESULT,
        INTEGRATION_WORKSPACE: workspace,
        ...(only === undefined ? {} : { INTEGRATION_ONLY: only }),
      },
    });
  } catch (thrown) {
    error = thrown;
  } finally {
    traffic.stop();
    await cloudflare.dispose();
    await rm(workspace, { recursive: true, force: true });
  }
  const counts = await readResult();
  if (error === undefined && counts.passed > 0) return counts;
  if (counts.failed === 0) console.error(error ?? 'No test has run.');
  return { ...counts, failed: Math.max(1, counts.failed) };
}

/** A workspace with the demo, and a second Worker project beside it. */
async function twoProjects(): Promise<string> {
  const workspace = await scratchCopy(path.join(repository, 'test/demo'), 'workspace');
  const api = path.join(workspace, 'api');
  await mkdir(path.join(api, 'src'), { recursive: true });
  await writeFile(path.join(api, 'wrangler.toml'), CONFIGURATION);
  await writeFile(path.join(api, 'src/index.ts'), API);
  return workspace;
}

const CONFIGURATION = `name = "api"
main = "src/index.ts"
compatibility_date = "2026-07-01"
`;

const API = `export default {
  async fetch(request, env, ctx): Promise<Response> {
    const { waitUntil } = ctx;
    waitUntil(Promise.resolve());
    return new Response('ok');
  },
} satisfies ExportedHandler;
`;

async function bundle(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  const folder = path.join(repository, 'test/integration');
  const suite: string[] = [];
  for await (const file of glob('suite/*.ts', { cwd: folder })) suite.push(file);
  await esbuild.build({
    absWorkingDir: folder,
    entryPoints: ['index.ts', ...suite],
    outbase: folder,
    outdir: OUT,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
}

async function readResult(): Promise<Counts> {
  const text = await readFile(RESULT, 'utf8').catch(() => '{ "passed": 0, "failed": 0 }');
  return JSON.parse(text) as Counts; // what index.ts wrote
}

if (import.meta.main) {
  const { passed, failed } = await runIntegration(process.argv[2]);
  console.log(`INTEGRATION passed=${passed} failed=${failed}`);
  process.exitCode = failed === 0 ? 0 : 1;
}
