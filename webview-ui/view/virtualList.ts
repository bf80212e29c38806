import type { RowColumns } from '../rowColumns.ts';
import { strings } from '../strings.ts';
import { button, element } from './dom.ts';
import { RowView } from './rowView.ts';

/** Pixels; the style sheet says the same. */
export const ROW_HEIGHT = 22;

export interface ListListener {
  select(id: number): void;
  /** The user wants to read the selected row's detail. */
  open(): void;
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
  readonly #more: HTMLButtonElement;
  readonly #pool: RowView[] = [];
  #workers: readonly string[] = [];
  #selected: number | undefined;
  #follow = true;
  #frame = 0;
  /** The oldest row when it was painted last: rows that went since must not make the view jump. */
  #painted = 0;
  /** The row after the latest when the user left the end. */
  #leftAt = 0;
  #reveal: number | undefined;

  constructor(rows: RowColumns, listener: ListListener) {
    this.#rows = rows;
    this.#listener = listener;
    this.#more = button('more', strings.follow, () => this.setFollow(true), '');
    this.#more.hidden = true;
    this.#space.append(this.#window);
    this.#scroller.append(this.#space);
    this.element = element('div', 'list', this.#scroller, this.#more);
    this.#scroller.tabIndex = 0;
    this.#scroller.setAttribute('role', 'listbox');
    this.#scroller.setAttribute('aria-label', strings.list);
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.#scroller.addEventListener('keydown', (event) => this.#key(event));
    this.#window.addEventListener('click', (event) => this.#clicked(event));
    this.#window.addEventListener('dblclick', () => listener.open());
    new ResizeObserver(() => this.changed()).observe(this.#scroller);
  }

  get follow(): boolean {
    return this.#follow;
  }

  focus(): void {
    this.#scroller.focus();
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
    const scroller = this.#scroller;
    const height = scroller.clientHeight;
    const space = `${count * ROW_HEIGHT}px`;
    if (this.#space.style.height !== space) this.#space.style.height = space;

    if (this.#reveal !== undefined) this.#bringIntoView(this.#reveal - oldest, height);
    else if (this.#follow) scroller.scrollTop = Math.max(0, count * ROW_HEIGHT - height);
    else if (oldest > this.#painted) scroller.scrollTop -= (oldest - this.#painted) * ROW_HEIGHT;
    this.#reveal = undefined;
    this.#painted = oldest;

    const first = Math.max(0, Math.floor(scroller.scrollTop / ROW_HEIGHT));
    const visible = Math.min(count - first, Math.ceil(height / ROW_HEIGHT) + 1);
    this.#window.style.transform = `translateY(${first * ROW_HEIGHT}px)`;
    while (this.#pool.length < visible) {
      const view = new RowView();
      this.#pool.push(view);
      this.#window.append(view.element);
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

  #describe(): void {
    const shown = this.#pool.some((view) => view.id === this.#selected && view.id >= 0);
    if (shown) this.#scroller.setAttribute('aria-activedescendant', `row-${this.#selected ?? 0}`);
    else this.#scroller.removeAttribute('aria-activedescendant');
    const fresh = this.#rows.next - this.#leftAt;
    this.#more.hidden = this.#follow || fresh <= 0;
    if (!this.#more.hidden) this.#more.textContent = strings.newEvents(fresh);
  }

  #bringIntoView(index: number, height: number): void {
    const top = index * ROW_HEIGHT;
    const { scrollTop } = this.#scroller;
    if (top < scrollTop) this.#scroller.scrollTop = top;
    else if (top + ROW_HEIGHT > scrollTop + height) {
      this.#scroller.scrollTop = top + ROW_HEIGHT - height;
    }
  }

  #scrolled(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const atEnd = scrollTop + clientHeight >= scrollHeight - ROW_HEIGHT / 2;
    if (atEnd !== this.#follow) this.setFollow(atEnd);
    this.changed();
  }

  #clicked(event: MouseEvent): void {
    const view = this.#pool.find((each) => each.element.contains(event.target as Node)); // a click's target is a node
    if (view === undefined || view.id < 0) return;
    // Who reads a row does not want it to run away.
    if (view.id < this.#rows.next - 1) this.setFollow(false);
    this.#listener.select(view.id);
  }

  #key(event: KeyboardEvent): void {
    const { oldest, next, count } = this.#rows;
    if (count === 0) return;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / ROW_HEIGHT) - 1);
    const from = this.#selected ?? next;
    const target = {
      ArrowUp: from - 1,
      ArrowDown: from + 1,
      PageUp: from - page,
      PageDown: from + page,
      Home: oldest,
      End: next - 1,
    }[event.key];
    if (target !== undefined) {
      const id = Math.min(next - 1, Math.max(oldest, target));
      this.#listener.select(id);
      this.reveal(id);
    } else if (event.key === 'Enter' && this.#selected !== undefined) this.#listener.open();
    else return;
    event.preventDefault();
  }
}
