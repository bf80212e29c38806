import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';

/** File → hash of its content, folder → of its names; empty when there is none. */
export type FileHashes = Readonly<Record<string, string>>;

/** Bytes; of a larger file, such as a film among the assets, the time of its change must do. */
const LARGE = 4 * 1024 * 1024;

export async function hashAll(files: Iterable<string>): Promise<FileHashes> {
  const hashes: Record<string, string> = {};
  for (const file of new Set(files)) hashes[file] = await hashOf(file);
  return hashes;
}

/** Whether the files are as they were. */
export async function areSame(hashes: FileHashes): Promise<boolean> {
  for (const [file, hash] of Object.entries(hashes)) {
    if ((await hashOf(file)) !== hash) return false;
  }
  return true;
}

/** The folder, with the files and folders in it: a new file may be one that was missing. @param most paths. */
export async function filesBelow(folder: string, most: number): Promise<string[]> {
  const files = [folder];
  for (const entry of await entriesOf(folder)) {
    if (files.length >= most) break;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(file, most - files.length)));
    else if (entry.isFile()) files.push(file);
  }
  return files;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'));
}

/** In pieces, so that the host may do other things. */
async function hashOf(file: string): Promise<string> {
  try {
    const now = await stat(file);
    const hash = createHash('sha256');
    if (now.isDirectory()) {
      for (const { name } of await entriesOf(file)) hash.update(`${name}\n`);
    } else if (now.size > LARGE) {
      hash.update(`${now.size} ${now.mtimeMs}`);
    } else {
      for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer); // no encoding is set
    }
    return hash.digest('base64url');
  } catch {
    return ''; // there is no such file, or no more
  }
}
