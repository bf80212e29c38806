import { fieldsOf } from '../extension/shared/fieldsOf.ts';
import { restoreHistory, type FilterUse } from './filter/history.ts';

/** What survives hide and reload. The rows do not: the host has them. */
export interface Persisted {
  readonly selected: SelectedRow | undefined;
  /** Whether the detail of the selected row is shown; undefined until the user has said so. */
  readonly open: boolean | undefined;
  readonly follow: boolean;
  /** Share of the width that the detail has, from 0 to 1. */
  readonly split: number;
  /** Filters that were used, the latest first. */
  readonly history: readonly FilterUse[];
}

/** The editor keeps this over a restart, when ids begin again: the time tells whether it is the same row. */
export interface SelectedRow {
  readonly id: number;
  /** ms since the epoch; null when not known. */
  readonly time: number | null;
}

export const FIRST_TIME: Persisted = {
  selected: undefined,
  open: undefined,
  follow: true,
  split: 0.44,
  history: [],
};

/** @param saved whatever an earlier version may have left. */
export function restore(saved: unknown): Persisted {
  const { selected, open, follow, split, history } = fieldsOf(saved);
  return {
    selected: selectedRow(selected),
    open: typeof open === 'boolean' ? open : FIRST_TIME.open,
    follow: typeof follow === 'boolean' ? follow : FIRST_TIME.follow,
    split: typeof split === 'number' ? limitSplit(split) : FIRST_TIME.split,
    history: restoreHistory(history),
  };
}

function selectedRow(saved: unknown): SelectedRow | undefined {
  const { id, time } = fieldsOf(saved);
  if (typeof id !== 'number') return undefined;
  return { id, time: typeof time === 'number' ? time : null };
}

export function rememberRow(row: { readonly id: number; readonly time: number }): SelectedRow {
  return { id: row.id, time: Number.isNaN(row.time) ? null : row.time };
}

/** Neither side may vanish. */
export function limitSplit(split: number): number {
  return Math.min(0.75, Math.max(0.2, split));
}
