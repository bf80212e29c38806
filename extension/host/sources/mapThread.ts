import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { type OpenMap, openSourceMap } from '../../core/errors/sourceMap.ts';
import { answerParent } from '../threads/answerParent.ts';
import type { MapFile, MapMethods } from './mapMethods.ts';

/** Runs in a thread of its own: see `MapReader`. */

/** Maps that are kept open. */
const MOST = 12;

interface Read {
  readonly changed: number;
  readonly map: Promise<OpenMap>;
}

/** By module, the longest unused first. */
const open = new Map<string, Read>();

answerParent<object, MapMethods>(() => ({
  open: async (file) => {
    await mapOf(file);
  },
  original: async ({ position, ...file }) => (await mapOf(file)).original(position),
  content: async ({ path: source, ...file }) => (await mapOf(file)).content(source),
}));

function mapOf({ module, changed }: MapFile): Promise<OpenMap> {
  const known = open.get(module);
  const used = known?.changed === changed ? known : { changed, map: read(module) };
  open.delete(module);
  open.set(module, used);
  for (const oldest of open.keys()) {
    if (open.size > MOST) open.delete(oldest);
  }
  return used.map;
}

async function read(module: string): Promise<OpenMap> {
  const json = await readFile(`${module}.map`, 'utf8');
  const code = await readFile(module, 'utf8').catch(() => undefined);
  return openSourceMap(json, (source) => path.resolve(path.dirname(module), source), code);
}
