import type { RowsUpdate } from '../../extension/shared/protocol.ts';
import { ROW_KINDS, TONES, type Row, type RowPack } from '../../extension/shared/row.ts';

export function someRow(fields: Partial<Row> = {}): Row {
  return {
    id: 0,
    time: 1_767_200_000_000,
    worker: 0,
    kind: 'fetch',
    tone: 'normal',
    status: 200,
    cpu: 1,
    wall: 2,
    title: 'GET /',
    code: '',
    text: '',
    ...fields,
  };
}

/** Rows as the host packs them, for a test in its place. */
export function packOf(rows: readonly Row[]): RowPack {
  const parts = rows.flatMap(({ title, code, text }) => [title, code, text]);
  return {
    ids: Uint32Array.from(rows, ({ id }) => id),
    time: Float64Array.from(rows, ({ time }) => time),
    cpu: Float32Array.from(rows, ({ cpu }) => cpu),
    wall: Float32Array.from(rows, ({ wall }) => wall),
    worker: Uint16Array.from(rows, ({ worker }) => worker),
    status: Uint16Array.from(rows, ({ status }) => status),
    kind: Uint8Array.from(rows, ({ kind }) => ROW_KINDS.indexOf(kind)),
    tone: Uint8Array.from(rows, ({ tone }) => TONES.indexOf(tone)),
    texts: parts.join(''),
    lengths: Uint16Array.from(parts, ({ length }) => length),
  };
}

/** A list of which the page has every row. */
export function wholeList(rows: readonly Row[], fields: Partial<RowsUpdate> = {}): RowsUpdate {
  return {
    after: undefined,
    from: 0,
    first: 0,
    focus: undefined,
    rows: packOf(rows),
    total: rows.length,
    arrived: rows.length,
    list: 0,
    ...fields,
  };
}
