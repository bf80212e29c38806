import { BLOCK, type RowBlock } from '../kept/rowBlock.ts';

/** What is known of a row without its event: it does not match, it does, or only the event can tell. */
export const NO = 0;
export const YES = 1;
export const UNKNOWN = 2;
export type Verdict = typeof NO | typeof YES | typeof UNKNOWN;

/** Writes a verdict for each row of a block from `from` to before `to`, by its number in the block. */
export type Judge = (block: RowBlock, from: number, to: number, verdicts: Uint8Array) => void;

/** Verdicts as Kleene's logic joins them. */
export function not(judge: Judge): Judge {
  return (block, from, to, verdicts) => {
    judge(block, from, to, verdicts);
    for (let row = from; row < to; row++) {
      const verdict = verdicts[row];
      if (verdict !== UNKNOWN) verdicts[row] = verdict === YES ? NO : YES;
    }
  };
}

export function and(judges: readonly Judge[]): Judge {
  return joined(judges, NO);
}

export function or(judges: readonly Judge[]): Judge {
  return joined(judges, YES);
}

/** @param strong the verdict that decides alone. */
function joined(judges: readonly Judge[], strong: typeof NO | typeof YES): Judge {
  const [first, ...others] = judges;
  const weak = strong === NO ? YES : NO;
  const room = new Uint8Array(BLOCK);
  return (block, from, to, verdicts) => {
    if (first === undefined) verdicts.fill(weak, from, to);
    else first(block, from, to, verdicts);
    for (const judge of others) {
      if (!hasOther(verdicts, from, to, strong)) return;
      judge(block, from, to, room);
      for (let row = from; row < to; row++) {
        const before = verdicts[row];
        const now = room[row];
        if (before === strong || now === strong) verdicts[row] = strong;
        else if (now === UNKNOWN) verdicts[row] = UNKNOWN;
      }
    }
  };
}

function hasOther(verdicts: Uint8Array, from: number, to: number, than: Verdict): boolean {
  for (let row = from; row < to; row++) if (verdicts[row] !== than) return true;
  return false;
}
