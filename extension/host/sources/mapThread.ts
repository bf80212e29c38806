import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { parentPort } from 'node:worker_threads';
import { type OpenMap, openSourceMap } from '../../core/errors/sourceMap.ts';
import type { MapAnswer, MapQuestion } from './mapQuestion.ts';

/** Runs in a thread of its own: see `MapReader`. */

/** Maps that are kept open. */
const MOST = 12;

interface Read {
  readonly changed: number;
  readonly map: Promise<OpenMap>;
}

/** By module, the longest unused first. */
const open = new Map<string, Read>();

parentPort?.on('message', (question: MapQuestion) => {
  void answer(question).then((said) => parentPort?.postMessage(said));
});

async function answer({ id, module, changed, ask }: MapQuestion): Promise<MapAnswer> {
  try {
    const map = await mapOf(module, changed);
    if (ask === 'open') return { id };
    if ('path' in ask) return withContent(id, map.content(ask.path));
    const original = map.original(ask.position);
    return original === undefined ? { id } : { id, original };
  } catch (error) {
    return { id, failed: String(error) };
  }
}

function withContent(id: number, content: string | undefined): MapAnswer {
  return content === undefined ? { id } : { id, content };
}

function mapOf(module: string, changed: number): Promise<OpenMap> {
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
