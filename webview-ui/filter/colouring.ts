import type { FilterError } from '../../extension/shared/filter/filterError.ts';
import type { FilterToken } from '../../extension/shared/filter/tokens.ts';

/** Neighbouring characters that look the same. */
export interface Piece {
  readonly text: string;
  /** What they are; undefined between the tokens. */
  readonly kind: FilterToken['kind'] | undefined;
  readonly wrong: boolean;
}

/**
 * The text in pieces, none of them empty.
 *
 * @param tokens in the order of the text. @param error is shown under its characters; where it has none,
 * because something is missing, under a blank after the text.
 */
export function colouring(
  text: string,
  tokens: readonly FilterToken[],
  error: Pick<FilterError, 'from' | 'to'> | undefined,
): Piece[] {
  const edges = new Set([0, text.length]);
  for (const { from, to } of tokens) edges.add(from).add(to);
  if (error !== undefined) edges.add(error.from).add(error.to);
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces = sorted.slice(1).map((to, index) => {
    const from = sorted[index] ?? 0;
    return {
      text: text.slice(from, to),
      kind: tokens.find((token) => token.from <= from && to <= token.to)?.kind,
      wrong: error !== undefined && error.from <= from && to <= error.to,
    };
  });
  const shown = pieces.filter((piece) => piece.text !== '');
  const missing = error !== undefined && error.from >= text.length;
  return missing ? [...shown, { text: '\u00a0', kind: undefined, wrong: true }] : shown;
}
