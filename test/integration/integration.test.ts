import { mkdir, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { LocalCloudflare } from '../cloudflare/localCloudflare.ts';
import { startTraffic } from '../cloudflare/traffic.ts';
import { repository } from '../support/repository.ts';
import { scratchCopy } from '../vscode/codeServer.ts';
import { runInVsCode } from '../vscode/runInVsCode.ts';

const BUNDLES = path.join(repository, 'out', 'integration');

/** Two Worker projects in one workspace. */
let workspace: string;
let cloudflare: LocalCloudflare;

before(async () => {
  await build({
    absWorkingDir: repository,
    entryPoints: ['index', 'openSession', 'session'].map((name) => `test/integration/${name}.ts`),
    outdir: BUNDLES,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  workspace = await scratchCopy(path.join(repository, 'test/demo'), 'workspace');
  const api = path.join(workspace, 'api');
  await mkdir(path.join(api, 'src'), { recursive: true });
  await writeFile(path.join(api, 'wrangler.toml'), 'name = "api"\nmain = "src/index.ts"\n');
  await writeFile(path.join(api, 'src/index.ts'), API);
  cloudflare = await LocalCloudflare.start({ project: path.join(workspace, 'chat') });
});

after(async () => {
  await cloudflare.dispose();
  await rm(workspace, { recursive: true, force: true });
});

const API = `export default {
  async fetch(request, env, ctx): Promise<Response> {
    const { waitUntil } = ctx;
    waitUntil(Promise.resolve());
    return new Response('ok');
  },
} satisfies ExportedHandler;
`;

test('the extension in a real VS Code (its tests are listed above)', async () => {
  const traffic = startTraffic(cloudflare.worker);
  try {
    await runInVsCode({
      extensionDevelopmentPath: repository,
      extensionTestsPath: path.join(BUNDLES, 'index.cjs'),
      workspace,
      environment: cloudflare.api.environment,
    });
  } finally {
    traffic.stop();
  }
});
