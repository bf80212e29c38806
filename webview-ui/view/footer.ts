import { Announcer } from '../announcer.ts';
import type { Counts } from '../../extension/shared/protocol.ts';
import { strings } from '../strings.ts';
import { element } from './dom.ts';

/** What was counted: also what is missing, so that nothing is lost in silence. */
export class Footer {
  readonly element: HTMLElement;
  readonly #events = element('span', 'count');
  readonly #failing = element('span', 'count');
  readonly #logged = element('span', 'count');
  readonly #gaps = element('span', 'count');
  readonly #dropped = element('span', 'count dropped');
  readonly #rejected = element('span', 'count');
  readonly #announcer: Announcer;

  constructor() {
    const live = element('div', 'heard');
    live.setAttribute('role', 'status');
    this.#announcer = new Announcer((events, failing) => {
      live.textContent = strings.announce(events, failing);
    });
    this.element = element(
      'footer',
      'footer',
      this.#events,
      this.#failing,
      this.#logged,
      this.#gaps,
      this.#dropped,
      this.#rejected,
      element('span', 'count local', strings.localTimes),
      live,
    );
  }

  set(counts: Counts): void {
    write(this.#events, strings.events(counts.events));
    write(this.#failing, strings.failing(counts.failing));
    write(this.#logged, counts.logged === 0 ? '' : strings.loggedErrors(counts.logged));
    write(this.#gaps, strings.gaps(counts.gaps));
    write(this.#dropped, strings.dropped(counts.dropped));
    this.#dropped.classList.toggle('none', counts.dropped === 0);
    write(this.#rejected, counts.rejected === 0 ? '' : strings.rejected(counts.rejected));
    this.#announcer.set(counts);
  }
}

/** Rows come 60 times a second, and most counts stay. */
function write(place: HTMLElement, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}
