import { meaningOf } from './catalog.ts';

/** A piece of a text: words, `code`, or a code of the catalog, which becomes a link. */
export interface Piece {
  readonly kind: 'words' | 'code' | 'link';
  readonly text: string;
}

/** Splits a text of the catalog at its back-ticks. */
export function piecesOf(text: string): Piece[] {
  return text.split('`').flatMap((part, index): Piece[] => {
    if (part === '') return [];
    if (index % 2 === 0) return [{ kind: 'words', text: part }];
    return [{ kind: meaningOf(part) === undefined ? 'code' : 'link', text: part }];
  });
}
