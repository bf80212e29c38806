import { readdir, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { isAlive } from '../wrangler/isAlive.ts';

/** Removes the folders of windows that are gone: one that was killed could not do so itself. */
export async function removeDeadFolders(parent: string): Promise<void> {
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    const pid = Number(/^(\d+)-/.exec(name)?.[1]);
    if (Number.isInteger(pid) && !isAlive(pid)) {
      await rm(path.join(parent, name), { recursive: true, force: true });
    }
  }
}
