import { rowAt, rowCount, type Row, type RowPack } from '../extension/shared/row.ts';
import { joinPacks } from './joinPacks.ts';

/** Rows; packs of this size are not joined further, so that trimming frees their memory. */
const FULL = 4096;

/**
 * The rows that the page knows: packs of columns, in order and without a gap between them. A row becomes
 * an object only while it is painted. Small packs are joined as they come: a pack of one row holds nine
 * arrays, some 2 kB, and a quiet stream sends nothing else.
 */
export class RowColumns {
  #packs: RowPack[] = [];
  #oldest = 0;
  #next = 0;

  get oldest(): number {
    return this.#oldest;
  }

  get next(): number {
    return this.#next;
  }

  get count(): number {
    return this.#next - this.#oldest;
  }

  /** A pack that does not follow the rows here starts anew: between them is what nobody can show. */
  append(pack: RowPack): void {
    if (rowCount(pack) === 0) return;
    if (pack.first !== this.#next) this.reset(pack.first);
    this.#packs.push(pack);
    this.#next = pack.first + rowCount(pack);
    this.#join();
  }

  /** Forgets the rows before this one. */
  trim(oldest: number): void {
    this.#oldest = Math.max(this.#oldest, Math.min(oldest, this.#next));
    const kept = this.#packs.findIndex((pack) => pack.first + rowCount(pack) > this.#oldest);
    this.#packs.splice(0, kept === -1 ? this.#packs.length : kept);
  }

  /** Forgets all; the next row has this id. */
  reset(next: number): void {
    this.#packs = [];
    this.#oldest = next;
    this.#next = next;
  }

  get(id: number): Row | undefined {
    if (id < this.#oldest || id >= this.#next) return undefined;
    let low = 0;
    let high = this.#packs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#packs[middle]?.first ?? Infinity) <= id) low = middle;
      else high = middle - 1;
    }
    const pack = this.#packs[low];
    return pack && rowAt(pack, id - pack.first);
  }

  /** Joins neighbours of like size, so each row is copied a few times at most (log2 of FULL). */
  #join(): void {
    for (;;) {
      const [first, second] = this.#packs.slice(-2);
      if (first === undefined || second === undefined) return;
      if (rowCount(first) > 2 * rowCount(second)) return;
      if (rowCount(first) + rowCount(second) > FULL) return;
      this.#packs.splice(-2, 2, joinPacks(first, second));
    }
  }
}
