import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { mapBased, type MapBased } from '../../shared/position.ts';

/** Places of a built module in the sources it was built from. */
export interface ModuleMap {
  original(
    position: MapBased,
  ): { readonly source: string; readonly position: MapBased } | undefined;
}

/**
 * @param json text of a source map (https://tc39.es/ecma426/).
 * @param resolve turns an entry of `sources` into a path. `sourceRoot` is not applied: wrangler writes
 *   the text of `--outdir` there although the sources are relative to the map (measured).
 * @throws Error when the text is no source map.
 */
export function openSourceMap(json: string, resolve: (source: string) => string): ModuleMap {
  const map = new TraceMap(json);
  // Look-ups answer with the source as `sourceRoot` makes it: back to the entry itself.
  const paths = new Map(
    map.sources.map((source, index) => [
      map.resolvedSources[index],
      source === null ? undefined : resolve(source),
    ]),
  );
  return {
    original({ line, column }) {
      if (line < 1 || column < 0) return undefined;
      const found = originalPositionFor(map, { line, column });
      if (found.source === null) return undefined;
      const path = paths.get(found.source);
      if (path === undefined) return undefined;
      return { source: path, position: mapBased(found.line, found.column) };
    },
  };
}
