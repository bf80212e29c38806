/** Ids in the order of their times; what has the same time stays in the order of arrival. */
export class TimeOrder {
  readonly #timeOf: (id: number) => number;
  #ids = new Uint32Array(1024);
  #start = 0;
  #end = 0;

  /** @param timeOf of an id that is in here; it never changes. */
  constructor(timeOf: (id: number) => number, ids?: Uint32Array<ArrayBuffer>) {
    this.#timeOf = timeOf;
    if (ids === undefined) return;
    this.#ids = ids;
    this.#end = ids.length;
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** @param position from 0. */
  at(position: number): number | undefined {
    return position < 0 || position >= this.length ? undefined : this.#ids[this.#start + position];
  }

  /** ms since the epoch, of the row at this position. */
  timeAt(position: number): number | undefined {
    const id = this.at(position);
    return id === undefined ? undefined : this.#timeOf(id);
  }

  slice(from: number, to: number): Uint32Array {
    const start = this.#start + Math.max(0, from);
    return this.#ids.subarray(start, Math.max(start, Math.min(this.#end, this.#start + to)));
  }

  /** @returns its position. */
  insert(id: number): number {
    if (this.#end === this.#ids.length) this.#makeRoom();
    // Nearly all come last, or near it.
    const position = this.placeOf(id);
    const at = this.#start + position;
    if (at < this.#end) this.#ids.copyWithin(at + 1, at, this.#end);
    this.#ids[at] = id;
    this.#end++;
    return position;
  }

  /** @returns its position before, or -1 when it is not here. */
  remove(id: number): number {
    const position = this.positionOf(id);
    if (position < 0) return -1;
    const at = this.#start + position;
    // The oldest are forgotten, and they stand at the start.
    this.#ids.copyWithin(this.#start + 1, this.#start, at);
    this.#start++;
    return position;
  }

  /** @returns -1 when it is not here. */
  positionOf(id: number): number {
    const position = this.placeOf(id);
    return this.at(position) === id ? position : -1;
  }

  /** Position of the first that stands at or behind where this id belongs. */
  placeOf(id: number): number {
    const time = this.#timeOf(id);
    let low = 0;
    let high = this.length;
    // From the end in growing steps: late ones are late by a little.
    for (let step = 1; step <= high; step *= 2) {
      if (this.#isBefore(high - step, time, id)) {
        low = high - step + 1;
        break;
      }
      high -= step;
    }
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#isBefore(middle, time, id)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Position of the first at or after this time, ms since the epoch. */
  firstSince(time: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#timeOf(this.at(middle) ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  clear(): void {
    this.#start = 0;
    this.#end = 0;
  }

  #isBefore(position: number, time: number, id: number): boolean {
    const other = this.at(position) ?? 0;
    const otherTime = this.#timeOf(other);
    return otherTime < time || (otherTime === time && other < id);
  }

  #makeRoom(): void {
    const { length } = this;
    // Half of it was forgotten: the same room will do.
    const room = this.#start > length ? this.#ids : new Uint32Array(2 * length + 1024);
    room.set(this.#ids.subarray(this.#start, this.#end));
    this.#ids = room;
    this.#start = 0;
    this.#end = length;
  }
}
