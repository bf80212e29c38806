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
  /** Rows are numbered from 0 in the order of arrival, and never anew; the list has them by time. */
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
  /** In the order of the list. */
  readonly ids: Uint32Array;
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
  readonly texts: string;
  /** How long each of them is, in UTF-16 units; three a row. */
  readonly lengths: Uint16Array;
}

/** All rows of a pack, as objects. */
export function unpackRows(pack: RowPack): Row[] {
  let at = 0;
  const next = (length = 0): string => pack.texts.slice(at, (at += length));
  return Array.from(pack.ids, (id, index) => ({
    id,
    time: pack.time[index] ?? NaN,
    worker: pack.worker[index] ?? 0,
    kind: ROW_KINDS[pack.kind[index] ?? 0] ?? 'other',
    tone: TONES[pack.tone[index] ?? 0] ?? 'normal',
    status: pack.status[index] ?? 0,
    cpu: pack.cpu[index] ?? NaN,
    wall: pack.wall[index] ?? NaN,
    title: next(pack.lengths[index * 3]),
    code: next(pack.lengths[index * 3 + 1]),
    text: next(pack.lengths[index * 3 + 2]),
  }));
}
