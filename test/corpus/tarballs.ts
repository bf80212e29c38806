import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../support/repository.ts';
import { packages, type WorkerPackage } from './packages.ts';

const FOLDER = path.join(repository, 'node_modules', '.cache', 'worker-packages');
const run = promisify(execFile);

/**
 * Every package as a tarball. npm fetches those that are not there, 9 MB in all: as dependencies they would
 * bring 300 MB of their own.
 *
 * @throws Error when a package cannot be had, or is not the one that was looked at.
 */
export async function readTarballs(): Promise<ReadonlyMap<string, Buffer>> {
  const missing: WorkerPackage[] = [];
  for (const each of packages) if ((await read(each)) === undefined) missing.push(each);
  if (missing.length > 0) await fetch(missing);
  const tarballs = new Map<string, Buffer>();
  for (const each of packages) {
    const tarball = await read(each);
    if (tarball === undefined) throw new Error(`${each.name} is not the package it was.`);
    tarballs.set(each.name, tarball);
  }
  return tarballs;
}

async function fetch(missing: readonly WorkerPackage[]): Promise<void> {
  await mkdir(FOLDER, { recursive: true });
  const specs = missing.map(({ name, version }) => `${name}@${version}`);
  await run('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', '.', ...specs], {
    cwd: FOLDER,
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === 'win32',
  });
}

/** Undefined when it is not there, or damaged. */
async function read({ name, version, integrity }: WorkerPackage): Promise<Buffer | undefined> {
  const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`;
  const tarball = await readFile(path.join(FOLDER, file)).catch(() => undefined);
  if (tarball === undefined) return undefined;
  const digest = createHash('sha512').update(tarball).digest('base64');
  return integrity === `sha512-${digest}` ? tarball : undefined;
}
