import type { Log } from '../../extension/shared/log.ts';

/** A log that a test can read. */
export function memoryLog(): Log & { readonly lines: readonly string[] } {
  const lines: string[] = [];
  const write =
    (level: string) =>
    (message: string | Error): void =>
      void lines.push(`${level}: ${String(message)}`);
  return {
    lines,
    trace: write('trace'),
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}
