import type { Row, RowKind } from '../../extension/shared/row.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { Chip } from './chip.ts';
import { element, icon } from './dom.ts';
import { matchesVersion, RowMatches } from './find/rowMatches.ts';
import { duration, timeOfDay, withUnit } from './formats.ts';

const ICONS: Readonly<Record<RowKind, string>> = {
  fetch: 'globe',
  upgrade: 'plug',
  webSocket: 'plug',
  rpc: 'symbol-method',
  scheduled: 'history',
  alarm: 'bell',
  queue: 'inbox',
  email: 'mail',
  tail: 'broadcast',
  other: 'question',
  notice: 'warning',
};

/** Colours for Workers, then again from the first. Red is left to what fails. */
const COLOURS = 5;

/** The class that gives a Worker its colour. */
export function workerClass(index: number): string {
  return `worker-${index % COLOURS}`;
}

/** One pooled line of the list; it is filled anew for each row that it shows. */
export class RowView {
  readonly element: HTMLElement;
  readonly #time = element('span', 'time');
  readonly #worker = element('span', 'worker');
  readonly #icon = icon('globe');
  readonly #title = element('span', 'title');
  readonly #status = element('span', 'status');
  readonly #code = new Chip();
  readonly #text = element('span', 'text');
  readonly #cpu = element('span', 'number cpu');
  readonly #wall = element('span', 'number wall');
  readonly #matches = new RowMatches();
  #shown: string | undefined;
  #position = 0;
  #size = 0;
  /** Row that is shown; -1 when none. */
  id = -1;

  constructor() {
    this.element = element(
      'div',
      'row',
      this.#time,
      this.#worker,
      this.#icon,
      element(
        'span',
        'event',
        element('span', 'what', this.#title, this.#status, this.#code.element),
        this.#text,
      ),
      this.#cpu,
      this.#wall,
    );
    this.element.setAttribute('role', 'option');
    this.#icon.setAttribute('role', 'img');
    this.#icon.removeAttribute('aria-hidden');
    // Two bare numbers tell nothing: the description has them with their units.
    for (const number of [this.#cpu, this.#wall]) number.setAttribute('aria-hidden', 'true');
  }

  show(row: Row, worker: string, selected: boolean, position: number, size: number): void {
    const { element: line } = this;
    line.hidden = false;
    this.#describe(position, size);
    const key = `${row.id} ${selected} ${worker} ${matchesVersion()}`;
    if (key === this.#shown) return;
    this.#shown = key;
    this.id = row.id;
    line.id = `row-${row.id}`;
    line.className = `row ${row.tone} kind-${row.kind} ${workerClass(row.worker)}${selected ? ' selected' : ''}`;
    line.setAttribute('aria-selected', String(selected));
    this.#icon.className = `codicon codicon-${ICONS[row.kind]}`;
    this.#time.textContent = timeOfDay(row.time);
    this.#worker.textContent = visibleText(worker);
    this.#title.textContent = visibleText(row.title);
    this.#status.textContent = row.status === 0 ? '' : String(row.status);
    this.#status.className = row.status >= 500 ? 'status bad' : 'status';
    this.#code.show(row.code);
    this.#text.textContent = visibleText(row.text);
    this.#matches.show(row.id, [this.#title, this.#code.text, this.#text]);
    this.#cpu.textContent = duration(row.cpu);
    this.#wall.textContent = duration(row.wall);
    this.#icon.setAttribute('aria-label', strings.kinds[row.kind]);
    line.setAttribute('aria-description', description(row));
    line.title = row.text === '' ? '' : visibleText(`${row.title}\n${row.text}`);
  }

  #describe(position: number, size: number): void {
    if (position === this.#position && size === this.#size) return;
    this.#position = position;
    this.#size = size;
    this.element.setAttribute('aria-posinset', String(position));
    this.element.setAttribute('aria-setsize', String(size));
  }

  #blank(): void {
    this.element.className = 'row';
    this.element.removeAttribute('id');
    for (const part of [
      this.#time,
      this.#worker,
      this.#title,
      this.#status,
      this.#text,
      this.#cpu,
      this.#wall,
    ])
      part.textContent = '';
    this.#icon.className = 'codicon';
    this.#code.show('');
  }

  /** @param waits a row belongs here, and has yet to come. */
  hide(waits: boolean): void {
    this.element.hidden = !waits;
    this.#matches.clear();
    if (waits) this.#blank();
    this.#shown = undefined;
    this.id = -1;
  }
}

function description({ cpu, wall }: Row): string {
  return [
    ...(Number.isNaN(cpu) ? [] : [strings.cpuTime(withUnit(cpu))]),
    ...(Number.isNaN(wall) ? [] : [strings.wallTime(withUnit(wall))]),
  ].join(', ');
}
