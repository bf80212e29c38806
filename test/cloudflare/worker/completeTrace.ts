import { randomBytes } from 'node:crypto';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { TraceItem } from '../api/traceItem.ts';

/** What a local workerd does not know and the real service adds. */
export interface Deployment {
  readonly script: string;
  readonly versionId: string;
  /** The uploaded source map; undefined when none was uploaded. */
  readonly map: string | undefined;
}

/** Makes a trace item of a local workerd what the tail of a deployed Worker shows. */
export function completeTrace(item: TraceItem, deployment: Deployment): TraceItem {
  const { request } = item.event ?? {};
  return {
    ...item,
    scriptName: deployment.script,
    scriptVersion: { id: deployment.versionId },
    // A local workerd does not measure: plausible values, other ones each time.
    cpuTime: 1 + Math.floor(Math.random() * 8),
    wallTime: 3 + Math.floor(Math.random() * 60),
    exceptions: item.exceptions.map((exception) => ({
      ...exception,
      ...(exception.stack === undefined
        ? {}
        : { stack: completeStack(exception.stack, deployment.map) }),
    })),
    event:
      request === undefined || item.event === null
        ? item.event
        : {
            ...item.event,
            request: {
              ...request,
              headers: {
                ...request.headers,
                'cf-ray': `${randomBytes(8).toString('hex')}-AMS`,
                'cf-connecting-ip': '203.0.113.7',
                'x-real-ip': '203.0.113.7',
              },
            },
          },
  };
}

/** Bare module names; or, with an uploaded map, the places in the source, line by line. */
function completeStack(stack: string, map: string | undefined): string {
  const bare = stack.replace(/file:\/\/[^\s():]*\/(index\.js:\d+:\d+)/g, '$1');
  if (map === undefined) return bare;
  const trace = new TraceMap(map);
  return bare.replace(/index\.js:(\d+):(\d+)/g, (place, line: string, column: string) => {
    const found = originalPositionFor(trace, { line: Number(line), column: Number(column) - 1 });
    if (found.source === null) return place;
    // The uploaded map's sources are relative to the project, the local one's to dist/.
    return `${found.source.replace(/^\.\.\//, '')}:${found.line}:${found.column + 1}`;
  });
}
