import type * as vscode from 'vscode';
import { Batcher } from '../../core/tail/batcher.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import {
  parseFromPage,
  type EmptyView,
  type FromPage,
  type ToPage,
} from '../../shared/protocol.ts';
import { packRows } from '../../shared/row.ts';
import { nodeTimers } from '../platform.ts';
import type { Sessions } from '../sessions/sessions.ts';

/**
 * One page that shows the timeline. It is silent until the page asks; then it sends the whole state, and
 * from there what is new, at most one message of rows a frame.
 */
export class PageConnection implements Disposable {
  readonly #webview: vscode.Webview;
  readonly #timeline: Timeline;
  readonly #sessions: Sessions;
  readonly #empty: () => EmptyView | undefined;
  readonly #owner = new Owner();
  readonly #rows: Batcher;
  #asked = false;
  /** Id of the next row that the page does not know. */
  #sent = 0;
  #reveal: number | undefined;

  constructor(
    webview: vscode.Webview,
    timeline: Timeline,
    sessions: Sessions,
    empty: () => EmptyView | undefined,
    answer: (message: FromPage, reply: (message: ToPage) => void) => void,
  ) {
    this.#webview = webview;
    this.#timeline = timeline;
    this.#sessions = sessions;
    this.#empty = empty;
    this.#rows = this.#owner.add(new Batcher(nodeTimers, () => this.#sendRows()));
    const sessionsChanged = this.#owner.add(
      new Batcher(nodeTimers, () => this.#sendSessions(), 200),
    );
    this.#owner.add(
      webview.onDidReceiveMessage((message: unknown) => {
        const parsed = parseFromPage(message);
        if (parsed?.type === 'ready') this.#sendState();
        else if (parsed !== undefined) answer(parsed, this.#post);
      }),
    );
    this.#owner.add(
      timeline.onDidChange((change) => {
        if (change === 'rows') this.#rows.changed();
        else if (change === 'workers') this.#sendWorkers();
        else this.#sendCleared();
      }),
    );
    this.#owner.add(sessions.onDidChange(() => sessionsChanged.changed()));
  }

  /** Selects a row and brings it into view, as soon as the page is there. */
  reveal(id: number): void {
    if (this.#asked) {
      this.#sendRows();
      this.#post({ type: 'reveal', id });
    } else this.#reveal = id;
  }

  /** The page is gone (hidden pages are destroyed) until it asks again. */
  forget(): void {
    this.#asked = false;
  }

  dispose(): void {
    this.#asked = false;
    this.#owner.dispose();
  }

  readonly #post = (message: ToPage): void => {
    // Refused when the page has just gone: it asks for everything when it comes back.
    if (this.#asked) void this.#webview.postMessage(message);
  };

  #sendState(): void {
    this.#asked = true;
    this.#sent = this.#timeline.next;
    this.#post({
      type: 'state',
      sessions: this.#sessions.views(),
      workers: this.#timeline.workers,
      empty: this.#empty(),
      rows: { ...packRows(this.#timeline.rows()), first: this.#timeline.oldest },
      counts: this.#timeline.counts,
    });
    if (this.#reveal !== undefined) this.#post({ type: 'reveal', id: this.#reveal });
    this.#reveal = undefined;
  }

  #sendRows(): void {
    if (!this.#asked) return;
    const { oldest, next, counts } = this.#timeline;
    const first = Math.max(this.#sent, oldest);
    const rows = { ...packRows(this.#timeline.rows(first)), first };
    this.#sent = next;
    this.#post({ type: 'rows', rows, oldest, counts });
  }

  #sendSessions(): void {
    this.#post({ type: 'sessions', sessions: this.#sessions.views() });
    this.#post({ type: 'empty', empty: this.#empty() });
  }

  #sendWorkers(): void {
    this.#post({ type: 'workers', workers: this.#timeline.workers });
  }

  #sendCleared(): void {
    this.#sent = this.#timeline.next;
    this.#post({ type: 'cleared', next: this.#sent, counts: this.#timeline.counts });
    this.#post({ type: 'empty', empty: this.#empty() });
  }
}
