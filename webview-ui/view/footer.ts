import type { Counts } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { element } from './dom.ts';

/** How often a screen reader hears of new events, ms: a live list must not talk all the time. */
const ANNOUNCE_EVERY = 5000;

/** What was counted: also what is missing, so that nothing is lost in silence. */
export class Footer {
  readonly element: HTMLElement;
  readonly #counts = element('div', 'counts');
  readonly #live = element('div', 'announcement');
  #announced: Counts | undefined;
  #announcedAt = 0;

  constructor() {
    this.#live.setAttribute('role', 'status');
    this.#live.setAttribute('aria-live', 'polite');
    this.element = element('footer', 'footer', this.#counts, this.#live);
  }

  set(counts: Counts): void {
    const parts = [
      strings.events(counts.events),
      strings.failing(counts.failing),
      strings.gaps(counts.gaps),
      strings.dropped(counts.dropped),
      ...(counts.rejected > 0 ? [strings.rejected(counts.rejected)] : []),
      strings.localTimes,
    ];
    const spans = [...this.#counts.children];
    if (spans.length !== parts.length) {
      this.#counts.replaceChildren(...parts.map((part) => element('span', 'count', part)));
    } else {
      parts.forEach((part, index) => {
        const span = spans[index];
        if (span !== undefined && span.textContent !== part) span.textContent = part;
      });
    }
    this.#announce(counts);
  }

  #announce(counts: Counts): void {
    const now = performance.now();
    const before = this.#announced ?? counts;
    this.#announced ??= counts;
    if (now - this.#announcedAt < ANNOUNCE_EVERY || counts.events <= before.events) return;
    this.#announcedAt = now;
    this.#announced = counts;
    this.#live.textContent = strings.announce(
      counts.events - before.events,
      counts.failing - before.failing,
    );
  }
}
