import { type Fields, fieldsOf } from '../../shared/fieldsOf.ts';
import { mapBased, type MapBased } from '../../shared/position.ts';
import { Mappings } from './mappings.ts';

/** Places of a built module in the sources it was built from. The map may be in another thread. */
export interface ModuleMap {
  original(position: MapBased): Awaitable<Original | undefined>;
  /** The source of that path as it was built, when the map holds it, and only one of the path. */
  content(path: string): Awaitable<string | undefined>;
}

type Awaitable<T> = T | Promise<T>;

/** A map in this thread. */
export interface OpenMap extends ModuleMap {
  original(position: MapBased): Original | undefined;
  content(path: string): string | undefined;
}

export interface Original {
  readonly source: string;
  readonly position: MapBased;
  /** A failure may be reported at the position: a token starts there, in the source or in the module. */
  readonly isStart: boolean;
  /** The map's `ignoreList` names the source: it is not the user's. */
  readonly isIgnored: boolean;
  /** The map has two texts for the path: which source is meant is not known. */
  readonly isAmbiguous: boolean;
  /** The source as it was built, when the map holds it. */
  readonly content: string | undefined;
}

/**
 * Takes 0.1 s for a map of 15 MB (measured).
 *
 * @param json text of a source map (https://tc39.es/ecma426/).
 * @param resolve turns an entry of `sources` into a path. `sourceRoot` is not applied: wrangler writes
 *   the text of `--outdir` there although the sources are relative to the map (measured).
 * @param code the built module. Without it every position counts as a start.
 * @throws Error when the text is no source map.
 */
export function openSourceMap(
  json: string,
  resolve: (source: string) => string,
  code?: string,
): OpenMap {
  const map = fieldsOf(JSON.parse(json));
  if (typeof map.mappings !== 'string') throw new Error('It has no mappings.');
  const mappings = new Mappings(map.mappings);
  const sources = sourcesOf(map, resolve);
  const byPath = new Map<string, Source[]>();
  for (const source of sources) {
    if (source !== undefined) byPath.set(source.path, [...(byPath.get(source.path) ?? []), source]);
  }
  const lineOf = code === undefined ? undefined : linesOf(code);
  return {
    original({ line, column }) {
      const segment = mappings.at(line - 1, column);
      if (segment === undefined) return undefined;
      // It tells a source by number: by name two sources may be one.
      const source = sources[segment.source];
      if (source === undefined) return undefined;
      const { path, content, isIgnored } = source;
      // esbuild counts a byte order mark as a column (measured), an editor does not.
      const mark = segment.line === 0 && content?.startsWith('\uFEFF') === true ? 1 : 0;
      return {
        source: path,
        position: mapBased(segment.line + 1, Math.max(0, segment.column - mark)),
        isStart: lineOf === undefined || isStart(lineOf(line - 1), segment.start, column),
        isIgnored,
        isAmbiguous: areDifferent(byPath.get(path)),
        content,
      };
    },
    content(path) {
      const known = byPath.get(path);
      return areDifferent(known) ? undefined : known?.[0]?.content;
    },
  };
}

interface Source {
  readonly path: string;
  readonly content: string | undefined;
  readonly isIgnored: boolean;
}

/** By their numbers in the map. */
function sourcesOf(map: Fields, resolve: (source: string) => string): (Source | undefined)[] {
  const { sources, sourcesContent, ignoreList } = map;
  const ignored = new Set<unknown>(Array.isArray(ignoreList) ? ignoreList : []);
  const contents: readonly unknown[] = Array.isArray(sourcesContent) ? sourcesContent : [];
  return (Array.isArray(sources) ? sources : []).map((source: unknown, index) => {
    if (typeof source !== 'string') return undefined;
    const content = contents[index];
    return {
      path: resolve(source),
      content: typeof content === 'string' ? content : undefined,
      isIgnored: ignored.has(index),
    };
  });
}

/**
 * Whether a map gives more than one text for a path. A package's own map may name its source
 * `../../../src/index.ts`; esbuild joins that with the project's path of the same name (measured): which of
 * them is meant is not known.
 */
function areDifferent(sources: readonly Source[] = []): boolean {
  const contents = sources.flatMap(({ content }) => content ?? []);
  return contents.some((content) => content !== contents[0]);
}

/** Lines by number from 0. */
function linesOf(text: string): (line: number) => string {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return (line) => {
    const start = starts[line];
    return start === undefined ? '' : text.slice(start, (starts[line + 1] ?? text.length + 1) - 1);
  };
}

/**
 * What V8 reports failures at, and esbuild writes no segment for (measured): operators and brackets, `await`
 * in minified code, and calls that it made itself, such as those of JSX.
 */
const BETWEEN_SEGMENTS = /^(?:[-=+*/%&|^<>!?.([`~]|(?:await|yield|in|instanceof)\b|[\w$]{1,60}\()/;

/** @param segment column where the segment of the position starts; an indent belongs to it. */
function isStart(line: string, segment: number, column: number): boolean {
  const rest = line.slice(column, column + 64);
  if (!/^\S/.test(rest)) return false;
  if (line.slice(segment, column).trim() === '') return true;
  return BETWEEN_SEGMENTS.test(rest) && !/^[\w$]{2}/.test(line.slice(column - 1, column + 1));
}
