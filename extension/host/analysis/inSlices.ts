/** ms: a task that is longer is felt, and the extension host is shared. */
const SLICE = 8;

/**
 * Runs steps with pauses, so that they hold up nothing for longer than one step and a bit.
 *
 * @returns undefined when it was cancelled.
 */
export async function inSlices<T>(
  steps: Generator<undefined, T>,
  isCancelled: () => boolean = () => false,
): Promise<T | undefined> {
  let start = performance.now();
  for (;;) {
    if (isCancelled()) return undefined;
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - start < SLICE) continue;
    await breathe();
    start = performance.now();
  }
}

/** Lets everything else that waits go first. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
