import type * as vscode from 'vscode';
import { packRows } from '../../core/kept/rows.ts';
import { Batcher } from '../../core/tail/batcher.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import { PageWindow, type WindowUpdate } from '../../core/view/pageWindow.ts';
import type { Finder } from '../../core/view/finder.ts';
import type { Viewer } from '../../core/view/viewer.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import {
  parseFromPage,
  type EmptyView,
  type FromPage,
  type RowsUpdate,
  type ToPage,
} from '../../shared/protocol.ts';
import type { FilterView } from '../../shared/viewer.ts';
import { nodeTimers } from '../platform.ts';
import type { Sessions } from '../sessions/sessions.ts';

/** What a page shows. */
export interface PageSources {
  readonly timeline: Timeline;
  readonly viewer: Viewer;
  readonly sessions: Sessions;
  readonly empty: () => EmptyView | undefined;
  readonly filterView: () => FilterView;
  readonly finder: Finder;
}

/** ms between two updates of rows that somebody reads: nothing there is urgent. */
const READING = 250;
const COUNTED = 200;

/**
 * One page that shows the timeline. It is silent until the page asks; then it sends the state, and from there what is
 * new among the rows that the page has, at most one message a frame.
 */
export class PageConnection implements Disposable {
  readonly #webview: vscode.Webview;
  readonly #sources: PageSources;
  readonly #owner = new Owner();
  readonly #frames: Batcher;
  readonly #slow: Batcher;
  readonly #window: PageWindow;
  #asked = false;
  #list = 0;
  /** What waits for the page. */
  #waiting: (() => void)[] = [];

  constructor(
    webview: vscode.Webview,
    sources: PageSources,
    answer: (message: FromPage, reply: (message: ToPage) => void) => void,
  ) {
    const { timeline, viewer, sessions, finder } = sources;
    this.#webview = webview;
    this.#sources = sources;
    this.#window = new PageWindow(viewer.view.order);
    this.#frames = this.#owner.add(new Batcher(nodeTimers, () => this.#sendRows()));
    this.#slow = this.#owner.add(new Batcher(nodeTimers, () => this.#sendRows(), READING));
    const sessionsChanged = this.#owner.add(
      new Batcher(nodeTimers, () => this.#sendSessions(), COUNTED),
    );
    const filterChanged = this.#owner.add(
      new Batcher(nodeTimers, () => this.#sendFilter(), COUNTED),
    );
    this.#owner.add(
      webview.onDidReceiveMessage((message: unknown) => {
        const parsed = parseFromPage(message);
        if (parsed !== undefined && !this.#handle(parsed)) answer(parsed, this.#post);
      }),
    );
    this.#owner.add(
      timeline.onDidChange((change) => {
        if (change === 'workers') this.#sendWorkers();
        else this.#rowsChanged();
        filterChanged.changed();
      }),
    );
    this.#owner.add(
      viewer.onDidChange((change) => {
        if (change.kind === 'reset') this.#replaceList();
        else this.#window.changed(change);
      }),
    );
    this.#owner.add(viewer.onDidFilter(() => this.#sendFilter()));
    const found = this.#owner.add(new Batcher(nodeTimers, () => this.#sendFound(), COUNTED));
    this.#owner.add(finder.onDidChange(() => found.changed()));
    this.#owner.add(sessions.onDidChange(() => sessionsChanged.changed()));
  }

  /** Selects a row and brings it into view, as soon as the page is there. */
  reveal(id: number): void {
    this.#whenThere(() => this.#reveal(id));
  }

  /** As soon as the page is there. */
  tell(message: ToPage): void {
    this.#whenThere(() => this.#post(message));
  }

  /** The page is gone (hidden pages are destroyed) until it asks again. */
  forget(): void {
    this.#asked = false;
  }

  dispose(): void {
    this.#asked = false;
    this.#owner.dispose();
  }

  /** @returns whether the message was about which rows the page has. */
  #handle(message: FromPage): boolean {
    switch (message.type) {
      case 'ready':
        this.#sources.viewer.utcOffset = message.utcOffset;
        this.#sendState();
        return true;
      case 'follow':
        this.#window.followEnd();
        this.#sendRows();
        return true;
      case 'show':
        this.#window.show(this.#positionOf(message.anchor) ?? message.position);
        this.#sendRows();
        return true;
      default:
        return false;
    }
  }

  #whenThere(then: () => void): void {
    if (this.#asked) then();
    else this.#waiting = [then];
  }

  #reveal(id: number): void {
    if (!this.#sources.timeline.kept.has(id)) return;
    const position = this.#sources.viewer.view.order.positionOf(id);
    if (position < 0) return;
    this.#window.show(position);
    this.#sendRows();
    this.#post({ type: 'reveal', id, position });
  }

  /** Rows may have come above since the page was told. */
  #positionOf(anchor: number | undefined): number | undefined {
    const { timeline, viewer } = this.#sources;
    if (anchor === undefined || !timeline.kept.has(anchor)) return undefined;
    const position = viewer.view.order.positionOf(anchor);
    return position < 0 ? undefined : position;
  }

  #rowsChanged(): void {
    (this.#window.follow ? this.#frames : this.#slow).changed();
  }

  #replaceList(): void {
    this.#list++;
    this.#window.replace(this.#sources.viewer.view.order);
    this.#sendRows();
    this.#post({ type: 'empty', empty: this.#sources.empty() });
  }

  readonly #post = (message: ToPage): void => {
    // Refused when the page has just gone: it asks for everything when it comes back.
    if (this.#asked) void this.#webview.postMessage(message);
  };

  #sendState(): void {
    const { sessions, timeline, viewer, empty, filterView } = this.#sources;
    this.#asked = true;
    this.#window.replace(viewer.view.order);
    const update = this.#window.update();
    if (update === undefined) return;
    this.#post({
      type: 'state',
      sessions: sessions.views(),
      workers: timeline.workers,
      empty: empty(),
      rows: this.#pack(update),
      counts: timeline.counts,
      filter: filterView(),
    });
    for (const then of this.#waiting.splice(0)) then();
  }

  #sendRows(): void {
    if (!this.#asked) return;
    const { counts } = this.#sources.timeline;
    const update = this.#window.update();
    if (update === undefined) return;
    this.#post({ type: 'rows', rows: this.#pack(update), counts });
  }

  #pack({ ids, ...update }: WindowUpdate): RowsUpdate {
    const { timeline, viewer } = this.#sources;
    const rows = packRows(timeline.kept, ids);
    return { ...update, rows, arrived: viewer.view.arrived, list: this.#list };
  }

  #sendFound(): void {
    this.#post({ type: 'found', found: this.#sources.finder.found });
  }

  #sendSessions(): void {
    this.#post({ type: 'sessions', sessions: this.#sources.sessions.views() });
    this.#post({ type: 'empty', empty: this.#sources.empty() });
  }

  #sendWorkers(): void {
    this.#post({ type: 'workers', workers: this.#sources.timeline.workers });
  }

  #sendFilter(): void {
    const { filterView, timeline } = this.#sources;
    this.#post({ type: 'filter', filter: filterView(), counts: timeline.counts });
  }
}
