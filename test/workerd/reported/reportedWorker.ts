import assert from 'node:assert/strict';
import * as path from 'node:path';
import { build } from 'esbuild';
import { Miniflare, Response } from 'miniflare';
import { WebSocket } from 'ws';
import type { ReportedFailure, Step, Visitor } from './reportedFailure.ts';
import { ReportedProject } from './reportedProject.ts';

const PATIENCE_MS = 5_000;

/** Runs a project on workerd, with what was changed, and lets its visitors come. */
export async function visited(
  failure: ReportedFailure,
  project: ReportedProject,
  changed: ReadonlyMap<string, string> = new Map(),
): Promise<Readonly<Record<string, Step>>> {
  const config = changed.get('wrangler.jsonc') ?? (await project.text('wrangler.jsonc'));
  const miniflare = new Miniflare({
    // Without this, miniflare asks the network for a sample of `request.cf`.
    cf: false,
    workers: [
      {
        name: failure.name,
        modules: [
          { type: 'ESModule', path: 'main.js', contents: entry(failure.limit) },
          { type: 'ESModule', path: 'worker.js', contents: await bundle(project, changed) },
        ],
        ...ReportedProject.runtimeOf(config),
        ...(failure.services && { serviceBindings: { ...failure.services } }),
        outboundService: failure.outbound ?? (() => new Response('')),
      },
      ...(failure.others ?? []).map((other) => ({
        ...other,
        modules: true,
        compatibilityDate: '2026-07-01',
      })),
    ],
  });
  try {
    return await failure.visit(visitorOf(await miniflare.ready));
  } finally {
    await miniflare.dispose();
  }
}

async function bundle(
  project: ReportedProject,
  changed: ReadonlyMap<string, string>,
): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: project.folder,
    entryPoints: [project.main],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    external: ['cloudflare:*', 'node:*'],
    write: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'changed',
        setup(plugin) {
          plugin.onLoad({ filter: /\.[jt]sx?$/ }, ({ path: file }) => {
            const name = path.relative(project.folder, file).split(path.sep).join('/');
            const contents = changed.get(name);
            return contents === undefined
              ? undefined
              : { contents, loader: /\.(\w+)$/.exec(name)?.[1] as 'ts' }; // the filter's endings are names of loaders
          });
        },
      },
    ],
  });
  const [code] = outputFiles;
  assert.ok(code);
  return code.text;
}

function entry(limit = ''): string {
  return `import worker from './worker.js';
    export * from './worker.js';
    export default {
      ...worker,
      fetch(request, env, ctx) {
        ${limit}
        return worker.fetch(request, env, ctx);
      },
    };`;
}

function visitorOf(base: URL): Visitor {
  return {
    async get(path, init = {}) {
      const response = await fetch(new URL(path, base), {
        signal: AbortSignal.timeout(PATIENCE_MS),
        ...init,
      });
      return {
        status: response.status,
        body: await response.text(),
        headers: Object.fromEntries(response.headers),
        messages: [],
      };
    },
    async socket(path) {
      const socket = new WebSocket(new URL(path, base).href.replace(/^http/, 'ws'));
      const timer = setTimeout(() => socket.terminate(), PATIENCE_MS);
      const messages: string[] = [];
      let status = 0;
      try {
        await new Promise<void>((resolve) => {
          socket.on('upgrade', () => (status = 101));
          socket.on('unexpected-response', (_, response) => {
            status = response.statusCode ?? 0;
            socket.terminate();
          });
          socket.on('open', () => socket.send('hi'));
          socket.on('message', (data: Buffer) => {
            messages.push(data.toString());
            socket.close(1000);
          });
          socket.on('error', () => resolve());
          socket.on('close', () => resolve());
        });
      } finally {
        clearTimeout(timer);
      }
      return { status, body: '', headers: {}, messages };
    },
  };
}
