import { ROW_KINDS, TONES, type Row, type RowPack } from '../../shared/row.ts';
import type { KeptEvents } from './keptEvents.ts';

/** What the list shows of a row. @param id of one that is kept. */
export function rowOf(kept: KeptEvents, id: number): Row {
  const block = kept.blockOf(id);
  const row = id - block.first;
  const facets = kept.facetsOf(id);
  const titleEnd = block.titleEnd[row] ?? 0;
  return {
    id,
    time: facets.timed ? (block.time[row] ?? NaN) : NaN,
    worker: facets.worker,
    kind: facets.kind,
    tone: facets.tone,
    status: facets.status,
    cpu: block.cpu[row] ?? NaN,
    wall: block.wall[row] ?? NaN,
    title: block.text(row, 0, titleEnd),
    code: facets.code,
    text: block.text(row, titleEnd + 1, block.textEnd[row]),
  };
}

/** Rows for the page, straight from the columns. @param ids of rows that are kept, in the order of the list. */
export function packRows(kept: KeptEvents, ids: Uint32Array): RowPack {
  const count = ids.length;
  const pack = {
    ids: ids.slice(),
    time: new Float64Array(count),
    cpu: new Float32Array(count),
    wall: new Float32Array(count),
    worker: new Uint16Array(count),
    status: new Uint16Array(count),
    kind: new Uint8Array(count),
    tone: new Uint8Array(count),
    lengths: new Uint16Array(count * 3),
  };
  let texts = '';
  for (let i = 0; i < count; i++) {
    const id = ids[i] ?? 0;
    const block = kept.blockOf(id);
    const row = id - block.first;
    const facets = kept.facets.get(block.facet[row] ?? 0);
    const titleEnd = block.titleEnd[row] ?? 0;
    const textEnd = block.textEnd[row] ?? 0;
    pack.time[i] = facets.timed ? (block.time[row] ?? NaN) : NaN;
    pack.cpu[i] = block.cpu[row] ?? NaN;
    pack.wall[i] = block.wall[row] ?? NaN;
    pack.worker[i] = facets.worker;
    pack.status[i] = facets.status;
    pack.kind[i] = ROW_KINDS.indexOf(facets.kind);
    pack.tone[i] = TONES.indexOf(facets.tone);
    pack.lengths[i * 3] = titleEnd;
    pack.lengths[i * 3 + 1] = facets.code.length;
    pack.lengths[i * 3 + 2] = textEnd - titleEnd - 1;
    texts += block.text(row, 0, titleEnd) + facets.code + block.text(row, titleEnd + 1, textEnd);
  }
  return { ...pack, texts };
}
