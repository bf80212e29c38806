import { TraceMap, traceSegment } from '@jridgewell/trace-mapping';
import { mapBased, type MapBased } from '../../shared/position.ts';

/** Places of a built module in the sources it was built from. */
export interface ModuleMap {
  original(position: MapBased): Original | undefined;
  /** The source of that path as it was built, when the map holds it, and only one of the path. */
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
): ModuleMap {
  const map = new TraceMap(json);
  let lines: readonly string[] | undefined;
  const contents = contentsByPath(map, resolve);
  const ignored = new Set(map.ignoreList);
  return {
    original({ line, column }) {
      if (line < 1 || column < 0) return undefined;
      // The segment tells a source by number: by name two sources may be one.
      const [start = 0, index, row, at] = traceSegment(map, line - 1, column) ?? [];
      if (index === undefined || row === undefined || at === undefined) return undefined;
      lines ??= code?.split('\n');
      const source = map.sources[index] ?? undefined;
      if (source === undefined) return undefined;
      const path = resolve(source);
      // esbuild counts a byte order mark as a column (measured), an editor does not.
      const mark = row === 0 && map.sourcesContent?.[index]?.startsWith('\uFEFF') === true ? 1 : 0;
      return {
        source: path,
        position: mapBased(row + 1, Math.max(0, at - mark)),
        isStart: lines === undefined || isStart(lines[line - 1] ?? '', start, column),
        isIgnored: ignored.has(index),
        isAmbiguous: (contents.get(path)?.size ?? 0) > 1,
        content: map.sourcesContent?.[index] ?? undefined,
      };
    },
    content(path) {
      const [content, ...others] = contents.get(path) ?? [];
      return others.length === 0 ? content : undefined;
    },
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

/**
 * The texts that a map gives for a path. A package's own map may name its source `../../../src/index.ts`;
 * esbuild joins that with the project's path of the same name (measured): which of them is meant is not known.
 */
function contentsByPath(
  map: TraceMap,
  resolve: (source: string) => string,
): ReadonlyMap<string, ReadonlySet<string>> {
  const contents = new Map<string, Set<string>>();
  for (const [index, source] of map.sources.entries()) {
    const content = map.sourcesContent?.[index];
    if (source === null || content === undefined || content === null) continue;
    const path = resolve(source);
    const known = contents.get(path);
    if (known === undefined) contents.set(path, new Set([content]));
    else known.add(content);
  }
  return contents;
}
