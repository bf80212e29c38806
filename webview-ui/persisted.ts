/** What survives hide and reload. The rows do not: the host has them. */
export interface Persisted {
  readonly selected: number | undefined;
  readonly follow: boolean;
  /** Share of the width that the detail has, from 0 to 1. */
  readonly split: number;
}

export const FIRST_TIME: Persisted = { selected: undefined, follow: true, split: 0.44 };

/** @param saved whatever an earlier version may have left. */
export function restore(saved: unknown): Persisted {
  if (typeof saved !== 'object' || saved === null) return FIRST_TIME;
  const { selected, follow, split } = saved as Record<string, unknown>; // its fields are looked at below
  return {
    selected: typeof selected === 'number' ? selected : undefined,
    follow: typeof follow === 'boolean' ? follow : FIRST_TIME.follow,
    split: typeof split === 'number' ? limitSplit(split) : FIRST_TIME.split,
  };
}

/** Neither side may vanish. */
export function limitSplit(split: number): number {
  return Math.min(0.75, Math.max(0.2, split));
}
