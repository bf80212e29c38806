import type { SelectedRows } from '../extension/shared/protocol.ts';
import type { Row } from '../extension/shared/row.ts';

/** Where a row stands in the list: rows that are not here can be compared too. */
type Place = Pick<Row, 'id' | 'time'>;

interface Range {
  readonly from: Place;
  readonly to: Place;
}

/** The rows that are selected: ranges by their ends, of which the rows between need not be known. */
export class RowSelection {
  #ranges: readonly Range[] = [];
  #all = false;
  /** The one that keys move, and whose detail is shown. */
  #current: Row | undefined;

  get current(): Row | undefined {
    return this.#current;
  }

  /** Whether there is more than the current row. */
  get isMany(): boolean {
    const [only, ...others] = this.#ranges;
    return this.#all || others.length > 0 || (only !== undefined && only.from.id !== only.to.id);
  }

  /** Only this row, or none. */
  choose(row: Row | undefined): void {
    this.#all = false;
    this.#current = row;
    this.#ranges = row === undefined ? [] : [{ from: row, to: row }];
  }

  /** From where the last range began to this row. */
  extend(row: Row): void {
    const last = this.#ranges.at(-1);
    this.#all = false;
    this.#current = row;
    this.#ranges = [...this.#ranges.slice(0, -1), { from: last?.from ?? row, to: row }];
  }

  /** This row too, or no longer. */
  toggle(row: Row): void {
    if (this.#all) this.choose(row);
    else if (this.#ranges.some((range) => isOnly(range, row))) {
      this.#ranges = this.#ranges.filter((range) => !isOnly(range, row));
      this.#current = row;
    } else {
      this.#ranges = [...this.#ranges, { from: row, to: row }];
      this.#current = row;
    }
  }

  chooseAll(): void {
    this.#all = true;
  }

  has(row: Place): boolean {
    return this.#all || this.#ranges.some((range) => isWithin(row, range));
  }

  /** For the host, which has all rows. */
  get rows(): SelectedRows {
    if (this.#all) return 'all';
    return this.#ranges.map(({ from, to }) => ({ from: from.id, to: to.id }));
  }
}

function isOnly({ from, to }: Range, row: Place): boolean {
  return from.id === row.id && to.id === row.id;
}

function isWithin(row: Place, { from, to }: Range): boolean {
  const [first, last] = isBefore(to, from) ? [to, from] : [from, to];
  return !isBefore(row, first) && !isBefore(last, row);
}

/** In the order of the list: by time, then by arrival. */
function isBefore(one: Place, other: Place): boolean {
  return one.time < other.time || (!(one.time > other.time) && one.id < other.id);
}
