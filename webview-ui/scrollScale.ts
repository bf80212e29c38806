/**
 * Chromium ends an element at some 33.5 million pixels (measured): rows of 22 px pass that at 1.5 million.
 * Above it the scrollbar is a scale of the list instead of the list itself.
 */
const TALLEST = 30_000_000;

/** Pixels of the list against pixels of the scrollbar; the same until the list is too tall. */
export class ScrollScale {
  /** Height of what is scrolled, in pixels of the scrollbar. */
  readonly space: number;
  /** The furthest place that the list's top edge may stand at, in pixels of the list. */
  readonly end: number;
  readonly #ratio: number;

  /** @param content height of all rows. @param view height of the part in view. */
  constructor(content: number, view: number) {
    this.space = Math.min(content, TALLEST);
    this.end = Math.max(0, content - view);
    const range = this.space - view;
    this.#ratio = range > 0 && this.space < content ? this.end / range : 1;
  }

  /** @returns the place in the list, for a place of the scrollbar. */
  offsetOf(scrollTop: number): number {
    return this.limit(scrollTop * this.#ratio);
  }

  /** @returns the place of the scrollbar, for a place in the list. */
  scrollTopOf(offset: number): number {
    return offset / this.#ratio;
  }

  limit(offset: number): number {
    return Math.min(this.end, Math.max(0, offset));
  }
}
