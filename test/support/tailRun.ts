import * as os from 'node:os';
import * as path from 'node:path';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import { JsonFramer } from '../../extension/core/tail/jsonFramer.ts';
import { stripAnsi, type ProcessExit } from '../../extension/core/tail/wranglerOutput.ts';
import { nodeBytes } from '../../extension/host/platform.ts';
import { locateWrangler } from '../../extension/host/wrangler/locateWrangler.ts';
import { WranglerProcess } from '../../extension/host/wrangler/wranglerProcess.ts';
import type { TailEvent, TailNotice } from '../../extension/shared/tailEvent.ts';

/** The real wrangler of a project, run and read by the product's own parts. */
export interface TailRun {
  readonly process: WranglerProcess;
  readonly events: readonly TailEvent[];
  readonly notices: readonly TailNotice[];
  /** stderr, and the lines of stdout that are no event. */
  readonly output: () => string;
  readonly exit: Promise<ProcessExit>;
}

/** @param environment of the local Cloudflare. */
export async function runTail(
  project: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<TailRun> {
  const events: TailEvent[] = [];
  const notices: TailNotice[] = [];
  const lines: string[] = [];
  const framer = new JsonFramer(nodeBytes, {
    object: (value) => {
      const decoded = decodeTailEvent(value);
      if (decoded.kind === 'event') events.push(decoded.event);
      else if (decoded.kind === 'notice') notices.push(decoded.notice);
      else lines.push(decoded.reason);
    },
    noise: (line) => lines.push(stripAnsi(line)),
    broken: (reason) => lines.push(`broken: ${reason}`),
  });
  const wrangler = await locateWrangler(project, { wranglerPath: '', nodePath: '' });
  const exited = Promise.withResolvers<ProcessExit>();
  const tail = new WranglerProcess(
    { ...wrangler, environment: { ...wrangler.environment, ...environment } },
    ['tail', '--format=json', ...args],
    project,
    path.join(os.tmpdir(), 'tail-worker-compile-cache'),
    {
      stdout: (chunk) => framer.push(chunk),
      stderr: (line) => lines.push(line),
      exit: (exit) => {
        framer.end();
        if (exit instanceof Error) exited.reject(exit);
        else exited.resolve(exit);
      },
    },
  );
  return { process: tail, events, notices, output: () => lines.join('\n'), exit: exited.promise };
}
