import type { RowsUpdate, SelectedRows } from '../../extension/shared/protocol.ts';
import type { Row } from '../../extension/shared/row.ts';
import { listKey, targetOfKey, type ListKey } from '../listKeys.ts';
import { RowSelection } from '../rowSelection.ts';
import { RowWindow } from '../rowWindow.ts';
import { ScrollScale } from '../scrollScale.ts';
import { strings } from '../strings.ts';
import { columnHeads } from './columnHeads.ts';
import { button, element } from './dom.ts';
import { RowView } from './rowView.ts';

/** Pixels; the style sheet says the same. */
export const ROW_HEIGHT = 22;

/** Rows beyond the view that are there before somebody scrolls to them. */
const MARGIN = 150;

export interface ListListener {
  select(row: Row): void;
  /** The user wants to read the selected row's detail. @param focus and to go there. */
  open(focus: boolean): void;
  followChanged(follow: boolean): void;
  /** What a key or a button asks of a row; of none for what concerns the list. */
  act(act: ListKey, row: Row | undefined): void;
  /** Rows around this position are wanted. @param anchor the row that is there, if it is known. */
  show(position: number, anchor: number | undefined): void;
}

/**
 * The live list: rows of one height, of which only those in view exist. Some 34 pooled lines are moved by
 * one transform and filled once a frame: at 1,000 rows a second it costs a third of what a general
 * virtual list does (measured). Follows the end until the user scrolls away from it.
 */
export class VirtualList {
  readonly element: HTMLElement;
  readonly #rows = new RowWindow();
  readonly #listener: ListListener;
  readonly #scroller = element('div', 'scroller');
  readonly #space = element('div', 'space');
  readonly #window = element('div', 'window');
  readonly #moved = element('div', 'pool');
  readonly #more: HTMLButtonElement;
  readonly #pool: RowView[] = [];
  #workers: readonly string[] = [];
  readonly #selection = new RowSelection();
  /** Where the selected row was when it was last here. */
  #selectedAt: number | undefined;
  /** Position of a row that is to be selected as soon as it is here. */
  #toSelect: { readonly position: number; readonly extend: boolean } | undefined;
  #follow = true;
  #frame = 0;
  #scale = new ScrollScale(0, 0);
  /** Pixels of the list above the view. The scrollbar may be coarser than a row, so it is not asked. */
  #offset = 0;
  /** Where we left the scrollbar: it stands elsewhere when the user has moved it. */
  #scrollTop = 0;
  /** Of the view when it was painted last. */
  #height = 0;
  #bar = '';
  /** Rows that had come to the list when the user left the end. */
  #leftAt = 0;
  /** Position to bring into view. */
  #reveal: number | undefined;
  /** Rows were asked for and have not come yet. */
  #asked = false;

  constructor(listener: ListListener) {
    this.#listener = listener;
    this.#more = button('more', strings.follow, () => {
      this.setFollow(true);
      this.focus();
    });
    this.#more.hidden = true;
    this.#window.append(this.#moved);
    this.#space.append(this.#window);
    this.#scroller.append(this.#space);
    this.element = element('div', 'list', columnHeads(), this.#scroller, this.#more);
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'listbox');
    this.#scroller.setAttribute('aria-multiselectable', 'true');
    this.#scroller.setAttribute('aria-label', strings.list);
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#scroller.addEventListener('keydown', (event) => this.#key(event));
    // Pressing selects: until the button is let go, another row may have come under the pointer.
    this.#window.addEventListener('mousedown', (event) => this.#pressed(event));
    this.#window.addEventListener('dblclick', () => listener.open(true));
    new ResizeObserver(() => this.changed()).observe(this.#scroller);
  }

  get rows(): RowWindow {
    return this.#rows;
  }

  get follow(): boolean {
    return this.#follow;
  }

  focus(): void {
    this.#scroller.focus();
  }

  /** What the host says of the rows. The row at the top stays there, whatever comes above it. */
  update(update: RowsUpdate): void {
    const top = Math.floor(this.#offset / ROW_HEIGHT);
    const anchor = this.#follow ? undefined : this.#rows.at(top);
    if (update.after === undefined) this.#asked = false;
    const isOther = this.#rows.apply(update);
    if (isOther) this.#leftAt = this.#rows.arrived;
    const now = anchor && this.#rows.placeOf(anchor);
    if (update.focus !== undefined) this.#reveal = update.focus;
    else if (now !== undefined) this.#offset += (now - top) * ROW_HEIGHT;
    const { current } = this.#selection;
    if (current !== undefined) {
      this.#selectedAt =
        this.#rows.positionOf(current.id) ?? (isOther ? undefined : this.#selectedAt);
    }
    this.#selectWaiting();
    this.changed();
  }

  setFollow(follow: boolean): void {
    if (follow !== this.#follow) {
      this.#follow = follow;
      this.#leftAt = this.#rows.arrived;
      this.#asked = false;
      this.#listener.followChanged(follow);
      if (!follow) this.#ask(Math.floor(this.#offset / ROW_HEIGHT));
    }
    this.changed();
  }

  setWorkers(workers: readonly string[]): void {
    this.#workers = workers;
    this.changed();
  }

  /** The rows that are selected, for the host. */
  get selected(): SelectedRows {
    return this.#selection.rows;
  }

  setSelected(row: Row | undefined): void {
    if (row?.id !== this.#selection.current?.id) this.#selection.choose(row);
    this.#selectedAt = row && this.#rows.positionOf(row.id);
    this.changed();
  }

  /** Selects the row behind the selected one, or the one before it. */
  step(forward: boolean): void {
    const key = forward ? 'ArrowDown' : 'ArrowUp';
    const from = this.#toSelect?.position ?? this.#selectedAt;
    const position = targetOfKey(key, from, this.#rows.total, 1);
    if (position !== undefined) this.#moveTo(position, false);
  }

  /** Brings a row into view, and stays there. */
  reveal(position: number): void {
    this.#reveal = position;
    if (position < this.#rows.total - 1) this.setFollow(false);
    this.changed();
  }

  /** Something is to be painted: once, in the next frame. */
  changed(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#paint();
    });
  }

  #paint(): void {
    const { total } = this.#rows;
    const height = this.#scroller.clientHeight;
    this.#place(height);
    const first = Math.floor(this.#offset / ROW_HEIGHT);
    const visible = Math.min(total - first, Math.ceil(height / ROW_HEIGHT) + 1);
    this.#moved.style.transform = `translateY(${first * ROW_HEIGHT - this.#offset}px)`;
    while (this.#pool.length < visible) {
      const view = new RowView();
      this.#pool.push(view);
      this.#moved.append(view.element);
    }
    this.#pool.forEach((view, index) => {
      const row = index < visible ? this.#rows.at(first + index) : undefined;
      if (row === undefined) {
        view.hide(index < visible);
        return;
      }
      const worker = this.#workers[row.worker] ?? '';
      view.show(row, worker, this.#selection.has(row), first + index + 1, total);
    });
    this.#describe();
    this.#askAround(first, visible);
  }

  /** Decides which part of the list is in view, and sets the scrollbar to it. */
  #place(height: number): void {
    this.#scale = new ScrollScale(this.#rows.total * ROW_HEIGHT, height);
    this.#space.style.height = `${this.#scale.space}px`;
    this.#window.style.height = `${Math.min(height, this.#scale.space)}px`;
    this.#height = height;
    // The heads of the columns stand above the rows, not above the scrollbar.
    const bar = `${this.#scroller.offsetWidth - this.#scroller.clientWidth}px`;
    if (bar !== this.#bar) this.element.style.setProperty('--scrollbar', bar);
    this.#bar = bar;

    let offset = this.#offset;
    if (this.#reveal !== undefined) {
      const top = this.#reveal * ROW_HEIGHT;
      offset = Math.min(top, Math.max(offset, top + ROW_HEIGHT - height));
    } else if (this.#follow) offset = this.#scale.end;
    this.#reveal = undefined;
    this.#offset = this.#scale.limit(offset);

    const scrollTop = this.#scale.scrollTopOf(this.#offset);
    if (Math.abs(scrollTop - this.#scroller.scrollTop) >= 1) this.#scroller.scrollTop = scrollTop;
    this.#scrollTop = this.#scroller.scrollTop; // rounded by the browser
  }

  /** Asks for rows before they are in view, and for those that are and are not here. */
  #askAround(first: number, visible: number): void {
    if (this.#follow || this.#asked) return;
    const { first: begin, end, total } = this.#rows;
    const isNear = first - MARGIN < begin && begin > 0;
    const isNearEnd = first + visible + MARGIN > end && end < total;
    if (isNear || isNearEnd) this.#ask(first);
  }

  #ask(position: number): void {
    this.#asked = true;
    this.#listener.show(position, this.#rows.at(position)?.id);
  }

  #describe(): void {
    const id = this.#selection.current?.id;
    const shown = id !== undefined && this.#pool.some((view) => view.id === id);
    if (shown) this.#scroller.setAttribute('aria-activedescendant', `row-${id}`);
    else this.#scroller.removeAttribute('aria-activedescendant');
    const fresh = this.#rows.arrived - this.#leftAt;
    this.#more.hidden = this.#follow || fresh <= 0;
    if (!this.#more.hidden) this.#more.textContent = strings.newEvents(fresh);
  }

  #scrolled(): void {
    const { scrollTop, clientHeight } = this.#scroller;
    // A view that grows moves the scrollbar too: that is not the user.
    if (Math.abs(scrollTop - this.#scrollTop) < 1 || clientHeight !== this.#height) return;
    this.#scrollTop = scrollTop;
    this.#offset = this.#scale.offsetOf(scrollTop);
    this.setFollow(this.#offset >= this.#scale.end - ROW_HEIGHT / 2);
  }

  #pressed(event: MouseEvent): void {
    const view = this.#pool.find((each) => each.element.contains(event.target as Node)); // a click's target is a node
    const row = view && this.#rows.get(view.id);
    if (event.button !== 0 || row === undefined) return;
    // Who reads a row does not want it to run away.
    if (this.#rows.positionOf(row.id) !== this.#rows.total - 1) this.setFollow(false);
    const isMore = event.ctrlKey || event.metaKey;
    if (event.shiftKey) this.#selection.extend(row);
    else if (isMore) this.#selection.toggle(row);
    else this.#selection.choose(row);
    this.#listener.select(row);
    if (!event.shiftKey && !isMore) this.#listener.open(false);
    this.changed();
  }

  #key(event: KeyboardEvent): void {
    const key = listKey(event);
    if (key !== undefined) this.#act(key);
    else {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const page = Math.max(1, Math.floor(this.#scroller.clientHeight / ROW_HEIGHT) - 1);
      const from = this.#toSelect?.position ?? this.#selectedAt;
      const position = targetOfKey(event.key, from, this.#rows.total, page);
      if (position === undefined) return;
      this.#moveTo(position, event.shiftKey);
      if (event.key === 'End' && !event.shiftKey) this.setFollow(true);
    }
    event.preventDefault();
    event.stopPropagation();
  }

  #moveTo(position: number, extend: boolean): void {
    this.#toSelect = { position, extend };
    this.reveal(position);
    this.#selectWaiting();
  }

  #act(key: ListKey): void {
    if (key === 'all') {
      this.#selection.chooseAll();
      this.changed();
    } else if (key === 'leave') this.#listener.act('leave', undefined);
    else if (this.#selection.current !== undefined) {
      this.#listener.act(key, this.#selection.current);
    }
  }

  /** A key may lead to a row that has yet to come from the host. */
  #selectWaiting(): void {
    if (this.#toSelect === undefined) return;
    const { position, extend } = this.#toSelect;
    const row = this.#rows.at(Math.min(position, this.#rows.total - 1));
    if (row === undefined) return;
    this.#toSelect = undefined;
    if (extend) this.#selection.extend(row);
    else this.#selection.choose(row);
    this.#selectedAt = this.#rows.positionOf(row.id);
    this.#listener.select(row);
    this.changed();
  }
}
