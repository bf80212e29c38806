import { TraceMap, traceSegment } from '@jridgewell/trace-mapping';
import { mapBased, type MapBased } from '../../shared/position.ts';

/** Places of a built module in the sources it was built from. */
export interface ModuleMap {
  original(position: MapBased): Original | undefined;
}

export interface Original {
  readonly source: string;
  readonly position: MapBased;
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
 * @throws Error when the text is no source map.
 */
export function openSourceMap(json: string, resolve: (source: string) => string): ModuleMap {
  const map = new TraceMap(json);
  const contents = contentsByPath(map, resolve);
  const ignored = new Set(map.ignoreList);
  return {
    original({ line, column }) {
      if (line < 1 || column < 0) return undefined;
      // The segment tells a source by number: by name two sources may be one.
      const [, index, row, at] = traceSegment(map, line - 1, column) ?? [];
      if (index === undefined || row === undefined || at === undefined) return undefined;
      const source = map.sources[index] ?? undefined;
      if (source === undefined) return undefined;
      const path = resolve(source);
      // esbuild counts a byte order mark as a column (measured), an editor does not.
      const mark = row === 0 && map.sourcesContent?.[index]?.startsWith('\uFEFF') === true ? 1 : 0;
      return {
        source: path,
        position: mapBased(row + 1, Math.max(0, at - mark)),
        isIgnored: ignored.has(index),
        isAmbiguous: (contents.get(path)?.size ?? 0) > 1,
        content: map.sourcesContent?.[index] ?? undefined,
      };
    },
  };
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
