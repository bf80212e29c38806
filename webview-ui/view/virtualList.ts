import type { RowColumns } from '../rowColumns.ts';
import { ScrollScale } from '../scrollScale.ts';
import { strings } from '../strings.ts';
import { columnHeads } from './columnHeads.ts';
import { button, element } from './dom.ts';
import { targetOfKey } from '../listKeys.ts';
import { RowView } from './rowView.ts';

/** Pixels; the style sheet says the same. */
export const ROW_HEIGHT = 22;

export interface ListListener {
  select(id: number): void;
  /** The user wants to read the selected row's detail. @param focus and to go there. */
  open(focus: boolean): void;
  followChanged(follow: boolean): void;
}

/**
 * The live list: rows of one height, of which only those in view exist. Some 34 pooled lines are moved by
 * one transform and filled once a frame: at 1,000 rows a second it costs a third of what a general
 * virtual list does (measured). Follows the end until the user scrolls away from it.
 */
export class VirtualList {
  readonly element: HTMLElement;
  readonly #rows: RowColumns;
  readonly #listener: ListListener;
  readonly #scroller = element('div', 'scroller');
  readonly #space = element('div', 'space');
  readonly #window = element('div', 'window');
  readonly #moved = element('div', 'pool');
  readonly #more: HTMLButtonElement;
  readonly #pool: RowView[] = [];
  #workers: readonly string[] = [];
  #selected: number | undefined;
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
  /** The oldest row when it was painted last: rows that went since must not make the view jump. */
  #painted = 0;
  /** The row after the latest when the user left the end. */
  #leftAt = 0;
  #reveal: number | undefined;

  constructor(rows: RowColumns, listener: ListListener) {
    this.#rows = rows;
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
    this.#scroller.setAttribute('aria-label', strings.list);
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#scroller.addEventListener('keydown', (event) => this.#key(event));
    // Pressing selects: until the button is let go, another row may have come under the pointer.
    this.#window.addEventListener('mousedown', (event) => this.#pressed(event));
    this.#window.addEventListener('dblclick', () => listener.open(true));
    new ResizeObserver(() => this.changed()).observe(this.#scroller);
  }

  get follow(): boolean {
    return this.#follow;
  }

  focus(): void {
    this.#scroller.focus();
  }

  /** The rows are others: none of them is new. */
  restarted(): void {
    this.#leftAt = this.#rows.next;
    this.changed();
  }

  setFollow(follow: boolean): void {
    if (follow !== this.#follow) {
      this.#follow = follow;
      this.#leftAt = this.#rows.next;
      this.#listener.followChanged(follow);
    }
    this.changed();
  }

  setWorkers(workers: readonly string[]): void {
    this.#workers = workers;
    this.changed();
  }

  setSelected(id: number | undefined): void {
    this.#selected = id;
    this.changed();
  }

  /** Brings a row into view, and stays there. */
  reveal(id: number): void {
    this.#reveal = id;
    if (id < this.#rows.next - 1) this.setFollow(false);
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
    const { oldest, count } = this.#rows;
    const height = this.#scroller.clientHeight;
    this.#place(height);
    const first = Math.floor(this.#offset / ROW_HEIGHT);
    const visible = Math.min(count - first, Math.ceil(height / ROW_HEIGHT) + 1);
    this.#moved.style.transform = `translateY(${first * ROW_HEIGHT - this.#offset}px)`;
    while (this.#pool.length < visible) {
      const view = new RowView();
      this.#pool.push(view);
      this.#moved.append(view.element);
    }
    this.#pool.forEach((view, index) => {
      const row = index < visible ? this.#rows.get(oldest + first + index) : undefined;
      if (row === undefined) {
        view.hide();
        return;
      }
      const worker = this.#workers[row.worker] ?? '';
      view.show(row, worker, row.id === this.#selected, first + index + 1, count);
    });
    this.#describe();
  }

  /** Decides which part of the list is in view, and sets the scrollbar to it. */
  #place(height: number): void {
    const { oldest, count } = this.#rows;
    this.#scale = new ScrollScale(count * ROW_HEIGHT, height);
    this.#space.style.height = `${this.#scale.space}px`;
    this.#window.style.height = `${Math.min(height, this.#scale.space)}px`;
    this.#height = height;
    // The heads of the columns stand above the rows, not above the scrollbar.
    const bar = `${this.#scroller.offsetWidth - this.#scroller.clientWidth}px`;
    if (bar !== this.#bar) this.element.style.setProperty('--scrollbar', bar);
    this.#bar = bar;
    const gone = Math.max(0, oldest - this.#painted);
    this.#painted = oldest;

    let offset = this.#offset - gone * ROW_HEIGHT;
    if (this.#reveal !== undefined) {
      const top = (this.#reveal - oldest) * ROW_HEIGHT;
      offset = Math.min(top, Math.max(offset, top + ROW_HEIGHT - height));
    } else if (this.#follow) offset = this.#scale.end;
    this.#reveal = undefined;
    this.#offset = this.#scale.limit(offset);

    const scrollTop = this.#scale.scrollTopOf(this.#offset);
    if (Math.abs(scrollTop - this.#scroller.scrollTop) >= 1) this.#scroller.scrollTop = scrollTop;
    this.#scrollTop = this.#scroller.scrollTop; // rounded by the browser
  }

  #describe(): void {
    const shown = this.#pool.some((view) => view.id === this.#selected && view.id >= 0);
    if (shown) this.#scroller.setAttribute('aria-activedescendant', `row-${this.#selected ?? 0}`);
    else this.#scroller.removeAttribute('aria-activedescendant');
    const fresh = this.#rows.next - this.#leftAt;
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
    if (event.button !== 0 || view === undefined || view.id < 0) return;
    // Who reads a row does not want it to run away.
    if (view.id < this.#rows.next - 1) this.setFollow(false);
    this.#listener.select(view.id);
    this.#listener.open(false);
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && this.#selected !== undefined) this.#listener.open(true);
    else {
      const page = Math.max(1, Math.floor(this.#scroller.clientHeight / ROW_HEIGHT) - 1);
      const id = targetOfKey(event.key, this.#selected, this.#rows, page);
      if (id === undefined) return;
      this.#listener.select(id);
      this.reveal(id);
      if (event.key === 'End') this.setFollow(true);
    }
    event.preventDefault();
  }
}
