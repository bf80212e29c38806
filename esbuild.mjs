// Builds dist/: the extension (Node), the page of the panel (browser), and the page's icons.
import { copyFile, cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Tells the editor's problem matcher where a build begins and ends. */
let running = 0;
const report = {
  name: 'report',
  setup(build) {
    build.onStart(() => {
      if (running++ === 0) console.log('[build] started');
    });
    build.onEnd(({ errors }) => {
      for (const { text, location } of errors) {
        console.error(`error: ${location?.file}:${location?.line}:${location?.column}: ${text}`);
      }
      if (--running === 0) console.log('[build] finished');
    });
  },
};

/** The catalog's data are read as they are in the package: other tools use the same files. */
const catalogAsItIs = {
  name: 'catalog',
  setup(build) {
    build.onResolve({ filter: /\/catalog\/\w+\.json$/ }, ({ path: asked }) => ({
      path: `../extension/catalog/${path.basename(asked)}`,
      external: true,
    }));
  },
};

/** The source that the demo recording is of. What has no packages installed has no types to be checked with. */
async function copyDemo(dist) {
  const demo = path.join(dist, 'demo');
  await cp(path.join(root, 'test/demo/chat'), demo, { recursive: true });
  const configuration = path.join(demo, 'wrangler.jsonc');
  // Nobody's own Worker should have its name.
  const text = await readFile(configuration, 'utf8');
  await writeFile(configuration, text.replace('"name": "chat"', '"name": "tail-worker-demo"'));
  const compiler = path.join(demo, 'tsconfig.json');
  const options = JSON.parse(await readFile(compiler, 'utf8'));
  Object.assign(options.compilerOptions, { types: [], noCheck: true });
  await writeFile(compiler, `${JSON.stringify(options, undefined, 2)}\n`);
}

/** @param {{ production?: boolean, watch?: boolean }} options */
export async function build({ production = false, watch = false } = {}) {
  const dist = path.join(root, 'dist');
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const common = {
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    minify: production,
    sourcemap: production ? false : 'linked',
    logLevel: watch ? 'silent' : 'warning',
    legalComments: 'none',
    plugins: watch ? [report] : [],
  };
  const contexts = await Promise.all([
    esbuild.context({
      ...common,
      entryPoints: {
        extension: 'extension/extension.ts',
        mapThread: 'extension/host/sources/mapThread.ts',
        analysisThread: 'extension/host/analysis/analysisThread.ts',
      },
      outdir: 'dist',
      // What the entry and the threads share becomes chunks.
      splitting: true,
      chunkNames: '[name]-[hash]',
      platform: 'node',
      target: 'node22',
      external: ['vscode'],
      plugins: [...common.plugins, catalogAsItIs],
      mainFields: ['module', 'main'],
      // Its build for Node brings readers of files and addresses along: the editor has read them.
      alias: { '@vscode/l10n': '@vscode/l10n/dist/browser.js' },
      // CommonJS parts of dependencies may ask for require, which an ES module lacks.
      banner: {
        js: "import { createRequire as tailWorkerRequire } from 'node:module'; const require = tailWorkerRequire(import.meta.url);",
      },
    }),
    esbuild.context({
      ...common,
      entryPoints: { webview: 'webview-ui/main.ts' },
      outdir: 'dist',
      platform: 'browser',
      target: 'chrome134',
    }),
  ]);
  await copyFile(
    path.join(root, 'extension/host/catalog/codePage.css'),
    path.join(dist, 'codePage.css'),
  );
  await copyDemo(dist);
  const codicons = path.join(root, 'node_modules/@vscode/codicons/dist');
  for (const file of ['codicon.css', 'codicon.ttf']) {
    await copyFile(path.join(codicons, file), path.join(dist, file));
  }
  if (watch) {
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  await Promise.all(contexts.map((context) => context.rebuild()));
  await Promise.all(contexts.map((context) => context.dispose()));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build({
    production: process.argv.includes('--production'),
    watch: process.argv.includes('--watch'),
  });
}
