/**
 * Rows of the live list, and their packed form for the way to the page: typed columns and one string.
 * Objects cost the host seven times as much per row and the page ten times (measured), because
 * VS Code turns each message into JSON.
 */

export const ROW_KINDS = [
  'fetch',
  'upgrade',
  'webSocket',
  'rpc',
  'scheduled',
  'alarm',
  'queue',
  'email',
  'tail',
  'other',
  /** Not an event: a break in coverage, or a message of the tail itself. */
  'notice',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** `answered`: it failed, and nothing but the status tells. */
export const TONES = ['normal', 'muted', 'warning', 'answered', 'error'] as const;
export type Tone = (typeof TONES)[number];

export interface Row {
  /** Rows are numbered from 0 in the order of arrival and never renumbered. */
  readonly id: number;
  /** ms since the epoch; NaN when not known. */
  readonly time: number;
  /** Index into the list of Workers that the page was told. */
  readonly worker: number;
  readonly kind: RowKind;
  readonly tone: Tone;
  /** HTTP status, 0 when there is none. */
  readonly status: number;
  /** Milliseconds, NaN when not known. */
  readonly cpu: number;
  readonly wall: number;
  readonly title: string;
  /** The namespaced code, such as `cf:1101`; empty when there is none. */
  readonly code: string;
  /** The main failure, else what the outcome means, else a log line. */
  readonly text: string;
}

export interface RowPack {
  /** Id of the first row; the others follow without a gap. */
  readonly first: number;
  readonly time: Float64Array;
  readonly cpu: Float32Array;
  readonly wall: Float32Array;
  readonly worker: Uint16Array;
  readonly status: Uint16Array;
  /** Index into ROW_KINDS. */
  readonly kind: Uint8Array;
  /** Index into TONES. */
  readonly tone: Uint8Array;
  /** Title, code and text of all rows, one after the other. */
  readonly text: string;
  /** Where each of them ends in `text`, in UTF-16 units; three a row. */
  readonly ends: Uint32Array;
}

/** @param rows have ids that follow one another. */
export function packRows(rows: readonly Row[]): RowPack {
  const count = rows.length;
  const pack = {
    first: rows[0]?.id ?? 0,
    time: new Float64Array(count),
    cpu: new Float32Array(count),
    wall: new Float32Array(count),
    worker: new Uint16Array(count),
    status: new Uint16Array(count),
    kind: new Uint8Array(count),
    tone: new Uint8Array(count),
    ends: new Uint32Array(count * 3),
  };
  let text = '';
  rows.forEach((row, i) => {
    pack.time[i] = row.time;
    pack.cpu[i] = row.cpu;
    pack.wall[i] = row.wall;
    pack.worker[i] = row.worker;
    pack.status[i] = row.status;
    pack.kind[i] = ROW_KINDS.indexOf(row.kind);
    pack.tone[i] = TONES.indexOf(row.tone);
    [row.title, row.code, row.text].forEach((part, column) => {
      text += part;
      pack.ends[i * 3 + column] = text.length;
    });
  });
  return { ...pack, text };
}

export function rowCount(pack: RowPack): number {
  return pack.time.length;
}

/** @param index from 0 in this pack; undefined outside it. */
export function rowAt(pack: RowPack, index: number): Row | undefined {
  const time = pack.time[index];
  if (time === undefined) return undefined;
  const part = (column: number): string => {
    const end = index * 3 + column;
    return pack.text.slice(pack.ends[end - 1] ?? 0, pack.ends[end]);
  };
  return {
    id: pack.first + index,
    time,
    worker: pack.worker[index] ?? 0,
    kind: ROW_KINDS[pack.kind[index] ?? 0] ?? 'other',
    tone: TONES[pack.tone[index] ?? 0] ?? 'normal',
    status: pack.status[index] ?? 0,
    cpu: pack.cpu[index] ?? NaN,
    wall: pack.wall[index] ?? NaN,
    title: part(0),
    code: part(1),
    text: part(2),
  };
}
