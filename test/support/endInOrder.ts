/**
 * Ends this process at a signal, after `dispose`. Others that listen are taken off: miniflare would end
 * the process at once, with the rest still running (measured).
 */
export function endInOrder(dispose: () => Promise<void>): void {
  let ending = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (ending) return;
      ending = true;
      console.log('Ending …');
      void dispose().then(() => process.exit(0));
    });
  }
}
