import { foldCase } from '../../shared/foldCase.ts';
import type { RowBlock } from '../kept/rowBlock.ts';
import { YES } from './verdict.ts';

/**
 * Whether a place where the text was found counts.
 *
 * @param row its number in the block. @param at where the text begins in the row's text, in UTF-16 units.
 */
export type Accept = (block: RowBlock, row: number, at: number) => boolean;

/** Says YES for some rows and leaves the verdicts of the others. @returns whether there was one. */
export type Mark = (block: RowBlock, from: number, to: number, verdicts: Uint8Array) => boolean;

/**
 * Marks the rows whose text holds these words, in upper or lower case.
 * A full block is searched as one string: row by row it takes three times as long (measured).
 *
 * @param text without a line end.
 */
export function markRows(text: string, accept?: Accept): Mark {
  const needle = foldCase(text);
  return (block, from, to, verdicts) => {
    const joined = block.joined;
    if (joined === undefined) {
      let isAny = false;
      for (let row = from; row < to; row++) {
        if (!isIn(block.lower(row), needle, accept && ((at) => accept(block, row, at)))) continue;
        verdicts[row] = YES;
        isAny = true;
      }
      return isAny;
    }
    const { lower, ends } = joined;
    let row = from;
    let isAny = false;
    let at = lower.indexOf(needle, joined.startOf(from));
    while (at >= 0) {
      while (row < to && (ends[row] ?? 0) <= at) row++;
      if (row >= to) break;
      const isMatch = accept === undefined || accept(block, row, at - joined.startOf(row));
      if (isMatch) verdicts[row] = YES;
      isAny ||= isMatch;
      at = lower.indexOf(needle, isMatch ? ends[row] : at + 1);
    }
    return isAny;
  };
}

function isIn(text: string, needle: string, accept?: (at: number) => boolean): boolean {
  let at = text.indexOf(needle);
  if (accept === undefined) return at >= 0;
  for (; at >= 0; at = text.indexOf(needle, at + 1)) if (accept(at)) return true;
  return false;
}
