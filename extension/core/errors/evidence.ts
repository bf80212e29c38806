import type { ZeroBased } from '../../shared/position.ts';
import { isOutside } from './enclosing.ts';

/**
 * Whether the text cannot be the one that a frame speaks of: at the place it has no line, no token that can
 * fail starts there, or the place is in no function of the frame's name.
 *
 * @param source perhaps with a byte order mark, which counts as no column.
 */
export function contradicts(source: string, place: ZeroBased, functionName: string): boolean {
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source;
  const offset = offsetOf(text, place);
  if (offset === undefined || !/^\S/.test(text.charAt(offset))) return true;
  const before = text.slice(Math.max(0, offset - 16), offset);
  if (/[\w$]$/.test(before) && /^[\w$]/.test(text.charAt(offset))) return true;
  if (DECLARES.test(before)) return true;
  return isOutside(text, offset, functionName);
}

/** Before a name that is only being declared. */
const DECLARES = /\b(?:const|let|var|function|interface|type|enum|import)\s+$/;

/** A share of the lines below which two texts are not two states of one file. */
const SAME = 0.2;

/**
 * Whether one text was made from the other. The map of a package may name its source by a path that leads
 * out of the package, to a file of the user that has nothing to do with it.
 */
export function areOneFile(deployed: string, present: string): boolean {
  if (deployed === present) return true;
  const lines = telling(deployed);
  const others = telling(present);
  const common = [...lines].filter((line) => others.has(line)).length;
  return common >= SAME * Math.min(lines.size, others.size);
}

/** Lines that say something: no brackets alone. */
function telling(text: string): Set<string> {
  return new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => /\w{3}/.test(line)),
  );
}

/** In UTF-16 units from 0; undefined when the text has no such place. */
export function offsetOf(text: string, { line, column }: ZeroBased): number | undefined {
  let start = 0;
  for (let row = 0; row < line; row++) {
    start = text.indexOf('\n', start) + 1;
    if (start === 0) return undefined;
  }
  return start + column < text.length ? start + column : undefined;
}
