import { rmdir, stat } from 'node:fs/promises';
import * as path from 'node:path';

/**
 * What wrangler leaves of a build in the project, the inner one first. It empties them itself, also when it
 * is told to end, and has no setting for them (measured).
 */
const LEFT = [path.join('.wrangler', 'tmp'), '.wrangler'];

/**
 * Builds, and leaves no empty folder that was not there before. One that is not empty is never touched: the
 * user's own wrangler may have begun to use it.
 */
export async function leavingNoFolder<T>(project: string, build: () => PromiseLike<T>): Promise<T> {
  const made: string[] = [];
  for (const name of LEFT) {
    const folder = path.join(project, name);
    if (!(await exists(folder))) made.push(folder);
  }
  try {
    return await build();
  } finally {
    for (const folder of made) await rmdir(folder).catch(() => undefined); // in use, or never made
  }
}

async function exists(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch {
    return false;
  }
}
