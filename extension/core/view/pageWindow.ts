import type { TimeOrder } from '../kept/timeOrder.ts';
import type { ViewChange } from './eventView.ts';

/** Which rows a page is to get, and what they stand behind. */
export interface WindowUpdate {
  /** Id of the row that they follow: the page keeps its rows up to it. Undefined: the page keeps none. */
  readonly after: number | undefined;
  /** Position of the first of them in the list. */
  readonly from: number;
  /** Position of the first row that the page keeps. */
  readonly first: number;
  /** Position to bring into view, after another list took the place of the one before. */
  readonly focus: number | undefined;
  readonly ids: Uint32Array;
  /** Rows of the whole list. */
  readonly total: number;
}

/** Rows that a page gets around those in view; some screens in each direction. */
const AROUND = 500;
/** Rows at the end of the list that a page has while it follows. */
const AT_END = 300;
/** Rows that a page is given as they come, before it asks for others. */
const MOST = 2000;

/**
 * The part of a list that a page has. All of it may be a million rows, of which a person sees thirty: the page gets
 * those around them, and then only what has changed there.
 */
export class PageWindow {
  #order: TimeOrder;
  #follow = true;
  #from = 0;
  #to = 0;
  /** Position of the first row that the page does not have as it is; Infinity when it has all. */
  #dirty = 0;
  #moved = true;
  #isNew = true;
  /** Time of a row in view when the reader came here: the row itself may be gone when another list is shown. */
  #anchor: number | undefined;
  #focus: number | undefined;

  constructor(order: TimeOrder) {
    this.#order = order;
    this.followEnd();
  }

  get follow(): boolean {
    return this.#follow;
  }

  /** Another list takes the place of this one: the reader stays at the time where they were. */
  replace(order: TimeOrder): void {
    this.#order = order;
    const anchor = this.#anchor;
    if (this.#follow || anchor === undefined) this.followEnd();
    else {
      const position = order.firstSince(anchor);
      this.show(position);
      this.#anchor = anchor;
      this.#focus = position;
    }
  }

  followEnd(): void {
    this.#follow = true;
    this.#to = this.#order.length;
    this.#from = Math.max(0, this.#to - AT_END);
    this.#isNew = true;
  }

  /** @param position a row in view. */
  show(position: number): void {
    this.#follow = false;
    this.#anchor = this.#order.timeAt(position);
    this.#from = Math.max(0, position - AROUND);
    this.#to = Math.min(this.#order.length, position + AROUND);
    this.#isNew = true;
  }

  changed(change: ViewChange): void {
    this.#moved = true;
    if (change.kind === 'reset') {
      this.#isNew = true;
      if (this.#follow) this.followEnd();
      else this.#to = Math.min(this.#order.length, this.#from + 2 * AROUND);
      return;
    }
    const { position } = change;
    if (change.kind === 'inserted') this.#inserted(position);
    else this.#removed(position);
  }

  /** @returns what the page lacks; undefined when it has all. */
  update(): WindowUpdate | undefined {
    if (!this.#isNew && !this.#moved) return undefined;
    const total = this.#order.length;
    const to = Math.min(this.#to, total);
    if (this.#follow) this.#from = Math.max(this.#from, total - AT_END);
    const from = this.#isNew ? this.#from : Math.min(to, Math.max(this.#from, this.#dirty));
    const after = this.#isNew || from === 0 ? undefined : this.#order.at(from - 1);
    const focus = this.#focus;
    this.#isNew = false;
    this.#moved = false;
    this.#dirty = Infinity;
    this.#focus = undefined;
    return { after, from, first: this.#from, focus, ids: this.#order.slice(from, to), total };
  }

  #inserted(position: number): void {
    if (position < this.#from) {
      this.#from++;
      this.#to++;
      this.#dirty++;
    } else if (position < this.#to || (position === this.#to && this.#takesMore())) {
      this.#to++;
      this.#dirty = Math.min(this.#dirty, position);
    }
  }

  #takesMore(): boolean {
    return this.#follow || this.#to - this.#from < MOST;
  }

  #removed(position: number): void {
    if (position >= this.#to) return;
    this.#to--;
    if (position < this.#from) {
      this.#from--;
      this.#dirty--;
    } else if (position < this.#dirty) {
      // A page that has the first rows learns of it by what follows them.
      this.#dirty = position === this.#from ? this.#dirty - 1 : position;
      if (position === this.#from) this.#isNew = true;
    }
  }
}
