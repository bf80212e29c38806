import { foldCase } from '../../shared/foldCase.ts';
import type { KeptEvents } from '../kept/keptEvents.ts';
import type { RowBlock } from '../kept/rowBlock.ts';
import { markRows } from '../filter/textSearch.ts';
import { NO, YES, type Judge } from '../filter/verdict.ts';
import type { FindQuery } from '../../shared/viewer.ts';
import { findPattern } from '../../shared/findPattern.ts';

/** What Find looks for in what a row shows: its title, its code and its text. @throws SyntaxError for a bad pattern. */
export function shownText(query: FindQuery, kept: KeptEvents): Judge {
  const pattern = findPattern(query);
  const isIn = (text: string): boolean => {
    pattern.lastIndex = 0;
    return pattern.test(text);
  };
  const codes = new Map<number, boolean>();
  const hasCode = (facet: number): boolean => {
    const known = codes.get(facet) ?? isIn(kept.facets.get(facet).code);
    codes.set(facet, known);
    return known;
  };
  const isShown = (block: RowBlock, row: number): boolean =>
    isIn(block.text(row, 0, block.titleEnd[row])) ||
    isIn(block.text(row, (block.titleEnd[row] ?? 0) + 1, block.textEnd[row]));
  // Words are found in the joined texts; a pattern has to be tried on each row.
  const words = query.regex
    ? undefined
    : markRows(foldCase(query.text), (block, row, at) => {
        return at < (block.textEnd[row] ?? 0) && isShown(block, row);
      });
  return (block, from, to, verdicts) => {
    for (let row = from; row < to; row++) {
      const isMatch =
        hasCode(block.facet[row] ?? 0) || (words === undefined && isShown(block, row));
      verdicts[row] = isMatch ? YES : NO;
    }
    words?.(block, from, to, verdicts);
    return undefined;
  };
}
