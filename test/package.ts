/** `npm run package`: the VSIX, with its size. */
import { mkdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { repository } from './support/repository.ts';

/** Bytes: an extension that people install over slow lines stays below it. */
const LIMIT = 1_000_000;

export const vsix = path.join(repository, 'out', 'tail-worker.vsix');

/** Packs `dist/` as it was built. @throws Error when the VSIX is too large. */
export async function packageExtension(): Promise<void> {
  await mkdir(path.dirname(vsix), { recursive: true });
  // The bundles hold all that runs: nothing of node_modules goes along.
  await createVSIX({
    cwd: repository,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = await stat(vsix);
  console.log(`${path.relative(repository, vsix)}: ${(size / 1000).toFixed(0)} kB`);
  if (size > LIMIT) throw new Error(`The VSIX has ${size} bytes; the limit is ${LIMIT}.`);
}

if (import.meta.main) await packageExtension();
