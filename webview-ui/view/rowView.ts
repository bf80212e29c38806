import type { Row, RowKind } from '../../extension/shared/row.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../visibleText.ts';
import { element, icon } from './dom.ts';
import { duration, timeOfDay } from './formats.ts';

const ICONS: Readonly<Record<RowKind, string>> = {
  fetch: 'globe',
  upgrade: 'plug',
  webSocket: 'plug',
  rpc: 'package',
  scheduled: 'history',
  alarm: 'bell',
  queue: 'inbox',
  email: 'mail',
  tail: 'pulse',
  other: 'circle-outline',
  notice: 'warning',
};

/** Six colours, then again from the first. */
const COLOURS = 6;

/** The class that gives a Worker its colour. */
export function workerClass(index: number): string {
  return `worker-${index % COLOURS}`;
}

/** A code for people: the outcome needs no namespace before it, its name says what it is. */
export function chipText(code: string): string {
  return code.replace(/^outcome:/, '');
}

/** One pooled line of the list; it is filled anew for each row that it shows. */
export class RowView {
  readonly element: HTMLElement;
  readonly #time = element('span', 'time');
  readonly #worker = element('span', 'worker');
  readonly #icon = icon('globe');
  readonly #title = element('span', 'title');
  readonly #status = element('span', 'status');
  readonly #code = element('span', 'chip');
  readonly #text = element('span', 'text');
  readonly #cpu = element('span', 'number cpu');
  readonly #wall = element('span', 'number wall');
  #shown: string | undefined;
  /** Row that is shown; -1 when none. */
  id = -1;

  constructor() {
    this.element = element(
      'div',
      'row',
      this.#time,
      this.#worker,
      this.#icon,
      element('span', 'event', this.#title, this.#status, this.#code, this.#text),
      this.#cpu,
      this.#wall,
    );
    this.element.setAttribute('role', 'option');
  }

  show(row: Row, worker: string, selected: boolean, position: number, size: number): void {
    const { element: line } = this;
    line.hidden = false;
    const key = `${row.id} ${selected} ${worker}`;
    line.setAttribute('aria-posinset', String(position));
    line.setAttribute('aria-setsize', String(size));
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
    this.#code.textContent = chipText(row.code);
    this.#code.hidden = row.code === '';
    this.#text.textContent = visibleText(row.text);
    this.#cpu.textContent = duration(row.cpu);
    this.#wall.textContent = duration(row.wall);
    line.setAttribute('aria-label', label(row, worker));
    line.title = row.text === '' ? '' : visibleText(`${row.title}\n${row.text}`);
  }

  hide(): void {
    this.element.hidden = true;
    this.#shown = undefined;
    this.id = -1;
  }
}

function label(row: Row, worker: string): string {
  return [
    timeOfDay(row.time),
    worker,
    strings.kinds[row.kind],
    row.title,
    row.status === 0 ? '' : String(row.status),
    chipText(row.code),
    row.text,
  ]
    .filter((part) => part !== '')
    .map(visibleText)
    .join(', ');
}
