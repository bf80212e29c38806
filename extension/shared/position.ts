/**
 * Positions say their base in their type. V8 counts lines and columns from 1, source maps count lines
 * from 1 and columns from 0, the editor counts both from 0.
 */
export interface OneBased {
  readonly base: 'one';
  readonly line: number;
  readonly column: number;
}

export interface ZeroBased {
  readonly base: 'zero';
  readonly line: number;
  readonly column: number;
}

/** The source map convention: line from 1, column from 0. */
export interface MapBased {
  readonly base: 'map';
  readonly line: number;
  readonly column: number;
}

export function oneBased(line: number, column: number): OneBased {
  return { base: 'one', line, column };
}

export function zeroBased(line: number, column: number): ZeroBased {
  return { base: 'zero', line, column };
}

export function mapBased(line: number, column: number): MapBased {
  return { base: 'map', line, column };
}

export function toZeroBased(position: OneBased | MapBased): ZeroBased {
  const column = position.base === 'one' ? position.column - 1 : position.column;
  return zeroBased(Math.max(0, position.line - 1), Math.max(0, column));
}

export function toMapBased(position: OneBased): MapBased {
  return mapBased(position.line, position.column - 1);
}

export function toOneBased(position: ZeroBased | MapBased): OneBased {
  const line = position.base === 'zero' ? position.line + 1 : position.line;
  return oneBased(line, position.column + 1);
}
