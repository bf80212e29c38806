import type { CopyFormat, FromPage, PageCommand, ToPage } from '../../extension/shared/protocol.ts';
import type { ListKey } from '../listKeys.ts';
import { connect, type Connection } from '../connection.ts';
import { rememberRow, restore, type Persisted } from '../persisted.ts';
import type { Row } from '../../extension/shared/row.ts';
import { INITIAL, received, selected, type PageState } from '../state.ts';
import './context/contextBar.ts';
import { Controls } from './controls.ts';
import { Detail } from './detail.ts';
import { element } from './dom.ts';
import { Empty } from './empty.ts';
import { Footer } from './footer.ts';
import { Splitter } from './splitter.ts';
import { VirtualList } from './virtualList.ts';

/** Pixels; the style sheets say the same. Below it there is no room for the detail beside the list. */
const WIDE = 700;

/** Joins the parts of the page: what the host says becomes state, and the state is shown. */
export class Page {
  readonly #connection: Connection;
  readonly #controls: Controls;
  readonly #list: VirtualList;
  readonly #empty: Empty;
  readonly #left: HTMLElement;
  readonly #body: HTMLElement;
  readonly #detail: Detail;
  readonly #footer = new Footer();
  #persisted: Persisted;
  #state: PageState = INITIAL;
  /** The selected row, wherever the list was scrolled since. */
  #row: Row | undefined;
  readonly #context = document.createElement('tw-context-bar');
  /** The row that was selected before has yet to come from the host. */
  #lost = false;

  constructor(app: HTMLElement) {
    this.#connection = connect((message) => this.#receive(message));
    this.#persisted = restore(this.#connection.saved);
    this.#controls = new Controls(
      {
        send: (message) => this.#send(message),
        toggleFollow: () => this.#list.setFollow(!this.#list.follow),
        focusList: () => this.#list.focus(),
        reveal: (position) => this.#list.reveal(position),
        marksChanged: () => this.#list.changed(),
        remember: (history) => this.#persist({ history }),
      },
      this.#persisted.history,
    );
    this.#list = new VirtualList({
      select: (row) => this.#select(row),
      open: (focus) => this.#open(focus),
      followChanged: (follow) => {
        this.#controls.header.follow = follow;
        this.#persist({ follow });
        if (follow) this.#send({ type: 'follow' });
      },
      show: (position, anchor) => this.#send({ type: 'show', position, anchor }),
      act: (act, row) => this.#act(act, row),
    });
    this.#detail = new Detail({
      send: (message) => this.#send(message),
      leave: (close) => this.#leave(close),
      step: (forward) => this.#list.step(forward),
    });
    this.#empty = new Empty((command) => this.#run(command));
    const { header, findBar, findMarks, hidesAll, keysDialog } = this.#controls;
    this.#list.element.append(findMarks);
    this.#left = element(
      'div',
      'left',
      findBar,
      this.#context,
      this.#list.element,
      hidesAll,
      this.#empty.element,
    );
    this.#body = element('main', 'body', this.#left);
    const splitter = new Splitter(this.#body, this.#persisted.split, (split) =>
      this.#persist({ split }),
    );
    this.#body.append(splitter.element, this.#detail.element);
    app.append(header, this.#body, this.#footer.element, keysDialog);
    header.follow = this.#persisted.follow;
    this.#context.leave = () => {
      this.#send({ type: 'leaveContext' });
      this.#list.focus();
    };
    this.#list.setFollow(this.#persisted.follow);
  }

  /** Asks the host for the state: it tells nothing before. */
  start(): void {
    this.#show();
    this.#send({ type: 'ready', utcOffset: 0 - new Date().getTimezoneOffset() });
  }

  #send(message: FromPage): void {
    this.#connection.send(message);
  }

  #run(command: PageCommand, session?: string): void {
    this.#send({ type: 'command', command, ...(session === undefined ? {} : { session }) });
  }

  #persist(change: Partial<Persisted>): void {
    this.#persisted = { ...this.#persisted, ...change };
    this.#connection.save(this.#persisted);
  }

  #isWide(): boolean {
    return this.#body.clientWidth >= WIDE;
  }

  #select(row: Row): void {
    if (row.id === this.#state.selected) return;
    this.#row = row;
    this.#state = selected(this.#state, row.id);
    this.#persist({ selected: rememberRow(row) });
    this.#send({ type: 'openDetail', id: row.id });
    this.#show();
  }

  #act(act: ListKey, row: Row | undefined): void {
    switch (act) {
      case 'open':
        this.#open(true);
        return;
      case 'peek':
        this.#open(false);
        return;
      case 'goToLine':
        if (row !== undefined) this.#send({ type: 'openPlace', id: row.id });
        return;
      case 'context':
        if (row !== undefined) this.#send({ type: 'context', id: row.id });
        return;
      case 'copy':
        this.#copy('text', false);
        return;
      case 'leave':
        if (this.#state.aside !== undefined) this.#send({ type: 'leaveContext' });
        return;
      case 'all':
        return;
    }
  }

  #copy(format: CopyFormat, secrets: boolean): void {
    this.#send({ type: 'copy', selection: this.#list.selected, format, secrets });
  }

  #open(focus: boolean): void {
    this.#persist({ open: true });
    this.#show();
    if (focus) this.#detail.focus(true);
    // The pressed list is out of view; the browser lets its focus fall once it has handled the press.
    else if (!this.#isWide()) requestAnimationFrame(() => this.#detail.focus(false));
  }

  #leave(close: boolean): void {
    if (close || !this.#isWide()) this.#persist({ open: false });
    this.#show();
    this.#list.focus();
  }

  /** The page was hidden or reloaded: what was selected is so again, wherever it stands in the list. */
  #lookForSelected(): void {
    this.#reselect();
    const { selected: before, follow } = this.#persisted;
    if (follow || before === undefined || this.#state.selected !== undefined) return;
    this.#lost = true;
    this.#send({ type: 'show', position: this.#list.rows.total, anchor: before.id });
  }

  #reselect(): void {
    this.#lost = false;
    const before = this.#persisted.selected;
    const row = before && this.#list.rows.get(before.id);
    if (row === undefined || rememberRow(row).time !== before?.time) return;
    this.#select(row);
    const position = this.#list.rows.positionOf(row.id);
    if (!this.#persisted.follow && position !== undefined) this.#list.reveal(position);
  }

  #receive(message: ToPage): void {
    this.#state = received(this.#state, message);
    this.#controls.receive(message);
    switch (message.type) {
      case 'state':
        this.#list.update(message.rows);
        this.#lookForSelected();
        break;
      case 'rows':
        this.#list.update(message.rows);
        if (this.#lost) this.#reselect();
        this.#findRow();
        if (message.rows.total === 0) this.#state = selected(this.#state, undefined);
        break;
      case 'reveal':
        this.#list.reveal(message.position);
        if (this.#isWide()) this.#persist({ open: true });
        this.#reveal(message.id);
        break;
      case 'togglePause':
        this.#list.setFollow(!this.#list.follow);
        break;
      case 'focusFilter':
        this.#controls.focusFilter();
        break;
      case 'statistic':
        if (message.id === this.#state.selected) {
          this.#detail.count(message.term, message.statistic);
        }
        break;
      case 'sessions':
      case 'workers':
      case 'empty':
      case 'detail':
      case 'fixes':
      case 'related':
      case 'filter':
      case 'suggestions':
      case 'found':
        break;
    }
    this.#show(message.type);
  }

  #reveal(id: number): void {
    this.#findRow();
    this.#send({ type: 'openDetail', id });
  }

  /** The row that the editor asked for may come after it was asked for. */
  #findRow(): void {
    const { selected: id } = this.#state;
    if (id === undefined || this.#row?.id === id) return;
    const row = this.#list.rows.get(id);
    if (row === undefined) return;
    this.#row = row;
    this.#persist({ selected: rememberRow(row) });
    this.#list.setSelected(row);
  }

  /** @param changed what the host told, to leave the rest alone: rows come 60 times a second. */
  #show(changed?: ToPage['type']): void {
    const { counts, empty, workers, detail, selected: id } = this.#state;
    const none = this.#list.rows.total === 0;
    if (counts !== undefined) this.#footer.set(counts);
    this.#empty.set(none ? empty : undefined);
    this.#left.classList.toggle('no-rows', none);
    this.#list.changed();
    if (changed === 'rows') return;
    this.#list.setWorkers(workers);
    const row = this.#row?.id === id ? this.#row : undefined;
    this.#list.setSelected(row);
    this.#context.aside = this.#state.aside;
    this.#context.time = row?.time ?? NaN;
    const open = id !== undefined && (this.#persisted.open ?? this.#isWide());
    this.#body.classList.toggle('has-detail', open);
    this.#detail.show(row, detail);
  }
}
