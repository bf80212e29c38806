/** @param share from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** One line of the result: the figure, its budget, and whether it holds. */
export function verdict(name: string, figure: number, budget: string, holds: boolean): void {
  console.log(`${holds ? 'within' : 'OVER  '}  ${name}: ${figure.toFixed(2)} (budget ${budget})`);
  if (!holds) process.exitCode = 1;
}

/** CPU time of this thread in ms: the processors may be shared, and waiting for one is no cost of the work. */
export function cpuTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

/** CPU time of the process in ms, the collector's threads included: for what leaves much to collect. */
export function processTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
