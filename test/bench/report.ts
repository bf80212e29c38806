/** @param share from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** One line of the result: the figure, its budget, and whether it holds. */
export function verdict(name: string, figure: number, budget: string, holds: boolean): void {
  console.log(`${holds ? 'within' : 'OVER  '}  ${name}: ${figure.toFixed(2)} (budget ${budget})`);
  if (!holds) process.exitCode = 1;
}
