import { rowCount, type RowPack } from '../extension/shared/row.ts';

/** @param second follows the first without a gap. */
export function joinPacks(first: RowPack, second: RowPack): RowPack {
  const at = rowCount(first);
  const count = at + rowCount(second);
  const ends = new Uint32Array(count * 3);
  ends.set(first.ends);
  second.ends.forEach((end, index) => {
    ends[at * 3 + index] = first.text.length + end;
  });
  return {
    first: first.first,
    time: join(new Float64Array(count), first.time, second.time),
    cpu: join(new Float32Array(count), first.cpu, second.cpu),
    wall: join(new Float32Array(count), first.wall, second.wall),
    worker: join(new Uint16Array(count), first.worker, second.worker),
    status: join(new Uint16Array(count), first.status, second.status),
    kind: join(new Uint8Array(count), first.kind, second.kind),
    tone: join(new Uint8Array(count), first.tone, second.tone),
    ends,
    text: first.text + second.text,
  };
}

interface Column {
  readonly length: number;
  set(values: ArrayLike<number>, offset?: number): void;
}

function join<T extends Column>(made: T, first: ArrayLike<number>, second: ArrayLike<number>): T {
  made.set(first);
  made.set(second, first.length);
  return made;
}
