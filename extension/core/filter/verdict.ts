import { BLOCK, type RowBlock } from '../kept/rowBlock.ts';

/** What is known of a row without its event: it does not match, it does, or only the event can tell. */
export const NO = 0;
export const YES = 1;
export const UNKNOWN = 2;
export type Verdict = typeof NO | typeof YES | typeof UNKNOWN;

/**
 * Judges the rows of a block from `from` to before `to`, by their numbers in the block.
 *
 * @returns the verdict of them all, and then `verdicts` is as it was; else undefined, and each row has its own there.
 */
export type Judge = (
  block: RowBlock,
  from: number,
  to: number,
  verdicts: Uint8Array,
) => Verdict | undefined;

/** Writes a verdict for each row. */
export function judgeRows(
  judge: Judge,
  block: RowBlock,
  from: number,
  to: number,
  verdicts: Uint8Array,
): void {
  const all = judge(block, from, to, verdicts);
  if (all !== undefined) verdicts.fill(all, from, to);
}

/** Verdicts as Kleene's logic joins them. */
export function not(judge: Judge): Judge {
  return (block, from, to, verdicts) => {
    const all = judge(block, from, to, verdicts);
    if (all !== undefined) return opposite(all);
    for (let row = from; row < to; row++) {
      const verdict = verdicts[row];
      if (verdict !== UNKNOWN) verdicts[row] = verdict === YES ? NO : YES;
    }
    return undefined;
  };
}

function opposite(verdict: Verdict): Verdict {
  if (verdict === UNKNOWN) return UNKNOWN;
  return verdict === YES ? NO : YES;
}

export function and(judges: readonly Judge[]): Judge {
  return joined(judges, NO);
}

export function or(judges: readonly Judge[]): Judge {
  return joined(judges, YES);
}

/** @param strong the verdict that decides alone. */
function joined(judges: readonly Judge[], strong: typeof NO | typeof YES): Judge {
  const weak = strong === NO ? YES : NO;
  const room = new Uint8Array(BLOCK);
  return (block, from, to, verdicts) => {
    /** What all rows have so far; undefined when each has its own. */
    let all: Verdict | undefined = weak;
    for (const judge of judges) {
      const target = all === weak ? verdicts : room;
      const one = judge(block, from, to, target);
      if (one === strong) return strong;
      if (one === weak) continue;
      if (all === weak) {
        all = one;
        continue;
      }
      if (one !== undefined) room.fill(one, from, to);
      if (all !== undefined) verdicts.fill(all, from, to);
      all = undefined;
      merge(verdicts, room, from, to, strong);
    }
    return all;
  };
}

function merge(
  verdicts: Uint8Array,
  others: Uint8Array,
  from: number,
  to: number,
  strong: Verdict,
): void {
  for (let row = from; row < to; row++) {
    const before = verdicts[row];
    const other = others[row];
    if (before === strong || other === strong) verdicts[row] = strong;
    else if (other === UNKNOWN) verdicts[row] = UNKNOWN;
  }
}
