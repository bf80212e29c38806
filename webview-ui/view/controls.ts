import type { FromPage, ToPage } from '../../extension/shared/protocol.ts';
import type { FilterView, FindQuery } from '../../extension/shared/viewer.ts';
import { used, type FilterUse } from '../filter/history.ts';
import { readFilter } from '../filter/readFilter.ts';
import { filterPatterns, findPatterns } from '../find/highlight.ts';
import './find/findBar.ts';
import './find/findMarks.ts';
import { markMatches } from './find/rowMatches.ts';
import './header/header.ts';
import './hidesAll.ts';
import './keysDialog.ts';
import { listenForShortcuts } from './shortcuts.ts';

export interface ControlsListener {
  send(message: FromPage): void;
  toggleFollow(): void;
  focusList(): void;
  /** Find stands at the row at this position. */
  reveal(position: number): void;
  /** What rows mark is something else. */
  marksChanged(): void;
  /** The filters that were used. */
  remember(history: readonly FilterUse[]): void;
}

/** What stands around the list to search it: the header with the filter, Find with its marks, and the keys. */
export class Controls {
  readonly header = document.createElement('tw-header');
  readonly findBar = document.createElement('tw-find-bar');
  readonly findMarks = document.createElement('tw-find-marks');
  readonly hidesAll = document.createElement('tw-hides-all');
  readonly keysDialog = document.createElement('tw-keys-dialog');
  readonly #listener: ControlsListener;
  #query: FindQuery | undefined;

  constructor(listener: ControlsListener, history: readonly FilterUse[]) {
    this.#listener = listener;
    const send = (message: FromPage): void => listener.send(message);
    const leave = (): void => listener.focusList();
    this.header.history = history;
    this.header.listener = {
      send,
      leave,
      remember: (text) => this.#remember(text),
      toggleFollow: () => listener.toggleFollow(),
      openFind: () => this.#openFind(),
      showKeys: () => this.keysDialog.open(),
    };
    this.findBar.listener = { send, leave, searched: (query) => this.#searched(query) };
    this.hidesAll.clear = () => this.changeFilter(() => '');
    listenForShortcuts({
      filter: () => this.header.box.focus(),
      find: () => this.#openFind(),
      findStep: (forward) => this.findBar.step(forward),
      failureStep: (forward) => send({ type: 'failureStep', forward }),
      follow: () => listener.toggleFollow(),
      keys: () => this.keysDialog.open(),
    });
    // What is cut is another part then.
    new ResizeObserver(() => this.#mark()).observe(this.findMarks);
  }

  /** Another filter, as if it was typed. @param change gets what is typed now. */
  changeFilter(change: (text: string) => string): void {
    const { box } = this.header;
    box.setText(change(box.text));
  }

  focusFilter(): void {
    this.header.box.focus();
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'state':
        this.header.sessions = message.sessions;
        this.#filter(message.filter);
        break;
      case 'sessions':
        this.header.sessions = message.sessions;
        break;
      case 'filter':
        this.#filter(message.filter);
        break;
      case 'suggestions':
        this.header.suggested = message;
        break;
      case 'found': {
        const { found } = message;
        const before = this.findBar.found?.row;
        this.findBar.found = found;
        this.findMarks.marks = found.marks;
        if (found.row !== before) this.#mark();
        const { row, position } = found;
        if (position !== undefined && row !== before) this.#listener.reveal(position);
        break;
      }
      case 'rows':
      case 'workers':
      case 'empty':
      case 'detail':
      case 'reveal':
      case 'statistic':
      case 'fixes':
      case 'related':
      case 'focusFilter':
      case 'togglePause':
        break;
    }
  }

  #filter(filter: FilterView): void {
    const other = filter.text !== this.header.filter.text;
    this.header.filter = filter;
    this.hidesAll.view = filter;
    this.findBar.shown = filter.matched;
    if (other) this.#mark();
  }

  #openFind(): void {
    const selected = document.getSelection()?.toString().trim() ?? '';
    this.findBar.open(selected.includes('\n') ? '' : selected);
  }

  #searched(query: FindQuery | undefined): void {
    this.#query = query;
    if (query === undefined) this.findMarks.marks = [];
    this.#mark();
  }

  /** What is looked for is marked; else what the filter asks for. */
  #mark(): void {
    const { query } = readFilter(this.header.filter.text);
    const filtered = query === undefined ? [] : filterPatterns(query);
    const patterns = this.#query === undefined ? filtered : findPatterns(this.#query);
    markMatches(patterns, this.findBar.found?.row);
    this.#listener.marksChanged();
  }

  #remember(text: string): void {
    const history = used(this.header.history, text, Date.now());
    this.header.history = history;
    this.#listener.remember(history);
  }
}
