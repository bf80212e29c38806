const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * At the first signal `dispose` runs to its end, then this process ends with 0; at the second it ends at
 * once. To be called when everything is up, by the program itself: miniflare ends the process at a signal
 * before anything asynchronous can run (measured: exit 143), so its listeners are taken off.
 */
export function endInOrder(dispose: () => Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(1);
    console.log('Ending …');
    ending = true;
    dispose().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  for (const signal of SIGNALS) process.removeAllListeners(signal).on(signal, end);
}
