const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const codes: Readonly<Record<string, number>> = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

const cleanups = new Set<() => void>();

/**
 * Calls `end`, which must not wait for anything, when this process is about to end before `end` was taken
 * back: process groups of their own outlive it otherwise (measured: Ctrl+C left the editor running).
 *
 * @returns takes it back.
 */
export function onSuddenEnd(end: () => void): () => void {
  if (cleanups.size === 0) {
    process.on('exit', cleanUp);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  cleanups.add(end);
  return () => {
    if (!cleanups.delete(end) || cleanups.size > 0) return;
    process.off('exit', cleanUp);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
}

/** Rejects at the first signal that asks this process to end, so that `finally` blocks run. */
export function endedBySignal(): { readonly ended: Promise<never>; stop(): void } {
  let stop = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const listen = (signal: NodeJS.Signals): void => reject(new EndedBySignal(signal));
    for (const signal of SIGNALS) process.on(signal, listen);
    stop = () => SIGNALS.forEach((signal) => process.off(signal, listen));
  });
  // A signal that comes before anyone waits is seen by the first who does.
  ended.catch(() => undefined);
  return { ended, stop };
}

export class EndedBySignal extends Error {
  /** As a shell reports it: 128 and the signal's number. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super(`Ended by ${signal}.`);
    this.exitCode = codes[signal] ?? 1;
  }
}

function cleanUp(): void {
  for (const end of cleanups) end();
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever else listens ends this process in order, and disposes.
  if (process.listenerCount(signal) > 1) return;
  cleanUp();
  process.off(signal, onSignal);
  process.kill(process.pid, signal);
}
