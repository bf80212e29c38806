import type { EventDetail, FromPage } from '../../extension/shared/protocol.ts';
import type { FieldStatistic } from '../../extension/shared/viewer.ts';
import type { Row } from '../../extension/shared/row.ts';
import type { PageState } from '../state.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { button, element } from './dom.ts';
import { errors } from './errors.ts';
import { explainCard } from './explainCard.ts';
import { timeOfDay } from './formats.ts';
import { logs } from './logs.ts';
import { facts, request } from './pairs.ts';
import { related } from './related.ts';
import { toolbarButton } from './toolbarButton.ts';

export interface DetailListener {
  send(message: FromPage): void;
  /** Back to the list. @param close and away with the detail. */
  leave(close: boolean): void;
  /** To the next event of the list, or the one before; the detail keeps the focus. */
  step(forward: boolean): void;
}

/** Everything about one event. */
export class Detail {
  readonly element = element('section', 'detail');
  readonly #listener: DetailListener;
  readonly #title = element('strong', 'title');
  readonly #about = element('span', 'about');
  readonly #content = element('div', 'content');
  readonly #raw: HTMLElement;
  #shown: PageState['detail'];
  #shownRow: number | undefined;
  #row: number | undefined;

  constructor(listener: DetailListener) {
    this.#listener = listener;
    const back = toolbarButton('back', 'arrow-left', strings.back, () => listener.leave(true));
    const close = toolbarButton('close', 'close', strings.close, () => listener.leave(true));
    this.#raw = toolbarButton('raw', 'json', strings.raw, () => {
      if (this.#row !== undefined) listener.send({ type: 'openRaw', id: this.#row });
    });
    const bar = element('div', 'bar', back, this.#title, this.#about, this.#raw, close);
    this.element.append(bar, this.#content);
    this.element.setAttribute('aria-label', strings.detail);
    // What overflows must be scrolled by keyboard too.
    this.#content.tabIndex = 0;
    this.#content.setAttribute('role', 'group');
    this.#content.setAttribute('aria-label', strings.detail);
    this.element.addEventListener('keydown', (event) => {
      this.#content.classList.remove('quiet');
      if (event.key === 'Escape') listener.leave(false);
      const forward = STEPS.get(event.key.toLowerCase());
      if (forward === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      listener.step(forward);
    });
  }

  /** @param ring false when a mouse brought the user here: a script's focus would always show the ring. */
  focus(ring: boolean): void {
    this.#content.classList.toggle('quiet', !ring);
    this.#content.focus();
  }

  /** @param row the selected one; undefined when it is no longer kept. */
  show(row: Row | undefined, detail: PageState['detail']): void {
    this.element.classList.toggle('waiting', detail === 'waiting');
    this.#row = row?.id;
    const about = row && [row.status === 0 ? '' : String(row.status), timeOfDay(row.time)];
    this.#title.textContent = visibleText(row?.title ?? strings.gone);
    this.#title.title = this.#title.textContent;
    this.#about.textContent = about?.filter((part) => part !== '').join(' · ') ?? '';
    this.#raw.hidden = detail === 'gone' || detail === undefined;
    // What was there before stays until the answer is here: an empty moment in between would flicker.
    if (detail === 'waiting') return;
    if (detail === this.#shown && row?.id === this.#shownRow) return;
    const isSame = row?.id === this.#shownRow;
    this.#shown = detail;
    this.#shownRow = row?.id;
    const { scrollTop } = this.#content;
    this.#content.replaceChildren(...this.#parts(row, detail));
    // Fixes come later than the rest, to somebody who reads already.
    this.#content.scrollTop = isSame ? scrollTop : 0;
  }

  /** How often the values of a field occur. */
  count(term: string, statistic: FieldStatistic): void {
    for (const fields of this.#content.querySelectorAll('tw-fields'))
      fields.receive(term, statistic);
  }

  #parts(row: Row | undefined, detail: EventDetail | 'gone' | undefined): Node[] {
    if (detail === undefined) return [];
    if (detail === 'gone') {
      const sentence = row?.kind === 'notice' ? strings.notice : strings.gone;
      return [element('p', 'gone', sentence)];
    }
    const { explain, id } = detail;
    const send = (message: FromPage): void => this.#listener.send(message);
    return [
      explain && explainCard(id, explain, row?.tone ?? 'normal', send),
      detail.hasTwin
        ? element(
            'p',
            'twin',
            button('link', strings.twin, () => send({ type: 'openTwin', id })),
          )
        : undefined,
      ...errors(detail, row?.tone ?? 'normal', send),
      logs(detail.logs),
      ...related(detail.related, send),
      request(detail, send),
      facts(detail, send),
    ].filter((part) => part !== undefined);
  }
}

/** As in a pager: down and up the list, from within the detail. */
const STEPS: ReadonlyMap<string, boolean> = new Map([
  ['j', true],
  ['k', false],
]);
