import { rowAt, rowCount, type Row, type RowPack } from '../extension/shared/row.ts';

/**
 * The rows that the page knows, as they came: packs of columns, in order and without a gap between them.
 * A row becomes an object only while it is painted.
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

  append(pack: RowPack): void {
    if (this.count === 0) this.reset(pack.first);
    if (rowCount(pack) === 0) return;
    this.#packs.push(pack);
    this.#next = pack.first + rowCount(pack);
  }

  /** Forgets the rows before this one. */
  trim(oldest: number): void {
    this.#oldest = Math.max(this.#oldest, Math.min(oldest, this.#next));
    let gone = 0;
    while (gone < this.#packs.length && endOf(this.#packs[gone]) <= this.#oldest) gone++;
    if (gone > 0) this.#packs.splice(0, gone);
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
}

function endOf(pack: RowPack | undefined): number {
  return pack === undefined ? Infinity : pack.first + rowCount(pack);
}
