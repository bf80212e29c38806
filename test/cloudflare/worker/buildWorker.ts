import { writeFile, mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { build } from 'esbuild';
import type { ProjectConfig } from './project.ts';

/** A Worker as it is uploaded: one module, and its source map. */
export interface BuiltWorker {
  readonly code: string;
  readonly map: string;
}

/**
 * Bundles a Worker project as wrangler does (esbuild, ES module `index.js`, external map), and writes the
 * result to the project's `dist/`: a local build with its map.
 *
 * @throws Error with esbuild's messages when the source does not build.
 */
export async function buildWorker(folder: string, config: ProjectConfig): Promise<BuiltWorker> {
  const outfile = path.join(folder, 'dist', 'index.js');
  const result = await build({
    absWorkingDir: folder,
    entryPoints: [path.join(folder, config.main)],
    outfile,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    external: ['cloudflare:*', 'node:*'],
    sourcemap: 'linked',
    logLevel: 'silent',
  });
  const text = (ending: string): string =>
    result.outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  const built = { code: text('.js'), map: text('.map') };
  await mkdir(path.dirname(outfile), { recursive: true });
  await writeFile(`${outfile}.map`, built.map);
  await writeFile(outfile, built.code);
  return built;
}
