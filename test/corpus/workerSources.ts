import { globSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { repository } from '../support/repository.ts';
import { filesOf, type PackedFile } from './tarball.ts';
import { readTarballs } from './tarballs.ts';

/** A module of a Worker, as its authors wrote it. */
export interface WorkerSource {
  /** The package and the file in it; it ends as the parser wants it. */
  readonly name: string;
  readonly text: string;
}

const CODE = /(?<!\.d)\.([cm]?[jt]s|[jt]sx)$/;

/** What only the code of a Worker says. */
const SIGNS = [
  /\bfrom\s+["']cloudflare:\w+["']/,
  /\bnew WebSocketPair\(/,
  /\bacceptWebSocket\(/,
  /\bDurableObject(State|Namespace|Stub|Storage)\b/,
  /\bExecutionContext\b/,
  /\.(waitUntil|passThroughOnException)\(/,
  /\bextends (DurableObject|WorkerEntrypoint|WorkflowEntrypoint|Agent|AIChatAgent|Server|Container)\b/,
  /\bexport default\s*\{[^]{0,400}?\b(fetch|scheduled|queue|email|tail)\s*[(:,]/,
  /\baddEventListener\(\s*["']fetch["']/,
  /\bcaches\.default\b/,
];

/** Sources of Workers in the packages, in miniflare (its simulators are Workers) and in wrangler. */
export async function readWorkerSources(): Promise<WorkerSource[]> {
  const sources = new Map<string, WorkerSource>();
  const add = (name: string, text: string) => {
    // The same file comes in several builds of one package.
    const key = text.replace(/\s+/g, '');
    const isWorker = SIGNS.some((sign) => sign.test(text)) && !isBundled(text);
    if (isWorker && !sources.has(key)) sources.set(key, { name, text });
  };
  for (const { name, files } of [...installed(), ...(await packed())]) {
    const maps = new Set(files.flatMap((file) => (file.name.endsWith('.map') ? file.name : [])));
    for (const file of files) {
      const at = `${name}/${file.name}`;
      if (file.name.endsWith('.map')) addOriginals(name, file.text, add);
      else if (file.name.endsWith('.md')) addExamples(at, file.text, add);
      // Its map holds what it was made from.
      else if (!maps.has(`${file.name}.map`)) add(at, file.text);
    }
  }
  return [...sources.values()];
}

interface Files {
  readonly name: string;
  readonly files: readonly PackedFile[];
}

const isWanted = (name: string) => CODE.test(name) || /\.(m?js\.map|md)$/.test(name);

async function packed(): Promise<Files[]> {
  const tarballs = await readTarballs();
  return [...tarballs].map(([name, tarball]) => ({ name, files: [...filesOf(tarball, isWanted)] }));
}

function installed(): Files[] {
  return ['miniflare/dist/src/workers', 'wrangler/templates'].map((name) => {
    const cwd = path.join(repository, 'node_modules', name);
    const files = globSync('**/*.*', { cwd }).filter(isWanted);
    return {
      name,
      files: files.map((file) => ({
        name: file,
        text: readFileSync(path.join(cwd, file), 'utf8'),
      })),
    };
  });
}

function addOriginals(
  packageName: string,
  map: string,
  add: (name: string, text: string) => void,
): void {
  // The shape is that of every source map; what is missing is passed over.
  const { sources = [], sourcesContent = [] } = JSON.parse(map) as {
    sources?: readonly string[];
    sourcesContent?: readonly (string | null)[];
  };
  for (const [index, source] of sources.entries()) {
    const text = sourcesContent[index];
    if (!text || !CODE.test(source) || source.includes('node_modules')) continue;
    add(`${packageName}/${source.replace(/^(\.\.?\/)+/, '')}`, text);
  }
}

/** The examples of a documentation page. */
function addExamples(name: string, page: string, add: (name: string, text: string) => void): void {
  const blocks = page.matchAll(/^```(js|jsx|ts|tsx|javascript|typescript)\b[^\n]*\n(.*?)^```/gms);
  for (const [index, [, language = '', text = '']] of [...blocks].entries()) {
    const extension = { javascript: 'js', typescript: 'ts' }[language] ?? language;
    add(`${name}!${index + 1}.${extension}`, text);
  }
}

/** Minified, or more than a person writes into one file. */
function isBundled(text: string): boolean {
  return text.length > 300_000 || /[^\n]{2000}/.test(text);
}
