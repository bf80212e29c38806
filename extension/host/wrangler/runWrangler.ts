import { reasonOf } from '../../core/tail/buildFailure.ts';
import { stripAnsi } from '../../core/tail/wranglerOutput.ts';
import type { Wrangler } from './locateWrangler.ts';
import type { ProcessRegistry } from './processRegistry.ts';
import { WranglerProcess } from './wranglerProcess.ts';

export interface WranglerRun {
  readonly wrangler: Wrangler;
  readonly args: readonly string[];
  readonly folder: string;
  readonly cacheFolder: string;
  readonly registry: ProcessRegistry;
  readonly cancelled: AbortSignal;
  /** ms after which it is ended in any case. */
  readonly limit: number;
}

/** UTF-16 units of output that are kept, the last ones: the reason of a failure stands at the end. */
const OUTPUT = 32_000;
/** UTF-16 units of it that a reason has. */
const REASON = 4000;
/** ms that it has to tidy up. */
const GRACE = 1000;

/**
 * Runs wrangler to its end, which is early when it takes too long or is cancelled.
 *
 * @returns whether it came to its end. @throws Error when it failed or took too long, with its last words.
 */
export async function runWrangler(run: WranglerRun): Promise<boolean> {
  const { wrangler, args, folder, cacheFolder, registry, cancelled, limit } = run;
  let output = '';
  const keep = (text: string): void => {
    output = (output + text).slice(-OUTPUT);
  };
  const words = (): string => reasonOf(output).slice(-REASON);
  const decoder = new TextDecoder();
  const exited = Promise.withResolvers<Error | number | null>();
  if (cancelled.aborted) return false;
  const child = new WranglerProcess(wrangler, args, folder, cacheFolder, {
    stdout: (chunk) => keep(stripAnsi(decoder.decode(chunk, { stream: true }))),
    stderr: (line) => keep(`${line}\n`),
    exit: (exit) => exited.resolve(exit instanceof Error ? exit : exit.code),
  });
  const { pid } = child;
  if (pid !== undefined) registry.add(pid);
  const tooLong = AbortSignal.timeout(limit);
  const end = AbortSignal.any([cancelled, tooLong]);
  let stopped: Promise<void> | undefined;
  const stop = (): void => {
    stopped ??= child.stop(GRACE);
  };
  end.addEventListener('abort', stop);
  try {
    const exit = await exited.promise;
    await stopped;
    if (exit instanceof Error) throw exit;
    if (end.aborted && !tooLong.aborted) return false;
    // wrangler that is told to end may do so with 0 (measured).
    if (tooLong.aborted) throw new Error(`It was not done after ${limit} ms.\n${words()}`);
    if (exit === 0) return true;
    throw new Error(`It ended with exit code ${String(exit)}.\n${words()}`);
  } finally {
    end.removeEventListener('abort', stop);
    if (pid !== undefined) registry.remove(pid);
  }
}
