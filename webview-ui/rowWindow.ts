import type { RowsUpdate } from '../extension/shared/protocol.ts';
import { unpackRows, type Row } from '../extension/shared/row.ts';

/** The rows that the page has: those around what is in view, of a list that may be a million rows long. */
export class RowWindow {
  #rows: readonly Row[] = [];
  #first = 0;
  #total = 0;
  #arrived = 0;
  #list = -1;

  /** Rows of the whole list. */
  get total(): number {
    return this.#total;
  }

  /** Rows that have come to the list. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Position of the first row here, and behind the last. */
  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#first + this.#rows.length;
  }

  /** @returns whether the update is of another list. */
  apply(update: RowsUpdate): boolean {
    const isOther = update.list !== this.#list;
    const kept = isOther ? [] : this.#keptUpTo(update.after);
    const rows = [...kept, ...unpackRows(update.rows)];
    const first = update.from - kept.length;
    const surplus = Math.max(0, update.first - first);
    this.#rows = surplus === 0 ? rows : rows.slice(surplus);
    this.#first = first + surplus;
    this.#total = update.total;
    this.#arrived = update.arrived;
    this.#list = update.list;
    return isOther;
  }

  /** @param position in the list; undefined for a row that is not here. */
  at(position: number): Row | undefined {
    return this.#rows[position - this.#first];
  }

  /** Position of a row in the list, if it is here. */
  positionOf(id: number): number | undefined {
    const index = this.#rows.findLastIndex((row) => row.id === id);
    return index < 0 ? undefined : this.#first + index;
  }

  /** Position of a row that was in the list, or of the first behind where it stood. */
  placeOf(row: Row): number | undefined {
    const known = this.positionOf(row.id);
    if (known !== undefined) return known;
    const { time, id } = row;
    const index = this.#rows.findIndex(
      (other) => other.time > time || (other.time === time && other.id > id),
    );
    return index < 0 ? undefined : this.#first + index;
  }

  get(id: number): Row | undefined {
    return this.#rows.findLast((row) => row.id === id);
  }

  #keptUpTo(after: number | undefined): readonly Row[] {
    if (after === undefined) return [];
    return this.#rows.slice(0, this.#rows.findLastIndex((row) => row.id === after) + 1);
  }
}
