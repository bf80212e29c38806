import { Emitter } from '../../shared/emitter.ts';
import { parseFilter } from '../../shared/filter/parseFilter.ts';
import type { Query } from '../../shared/filter/query.ts';
import { choiceOf, type Choice } from './choice.ts';
import { EventView, type ViewChange, type ViewSources } from './eventView.ts';

/** The filter in force, and the list that it makes: what all pages show. */
export class Viewer {
  readonly #sources: ViewSources;
  readonly #onError: (error: unknown) => void;
  readonly #changed: Emitter<ViewChange>;
  /** The rows that are shown. */
  readonly onDidChange: Emitter<ViewChange>['event'];
  readonly #replaced: Emitter<void>;
  /** Another filter is in force, or another part of the kept events was looked at. */
  readonly onDidFilter: Emitter<void>['event'];
  /** Minutes that the reader's clock is ahead of UTC. */
  utcOffset = 0;
  #text = '';
  #aside: string | undefined;
  #view: EventView;
  /** Looks through what is kept, and takes the place of the view when it has. */
  #next: EventView | undefined;
  #following: { dispose(): void };

  constructor(sources: ViewSources, onError: (error: unknown) => void) {
    this.#sources = sources;
    this.#onError = onError;
    this.#changed = new Emitter(onError);
    this.#replaced = new Emitter(onError);
    this.onDidChange = this.#changed.event;
    this.onDidFilter = this.#replaced.event;
    this.#view = this.open(choiceOf(ALL, sources));
    this.#following = this.#view.onDidChange((change) => this.#changed.fire(change));
    void this.#view.start();
  }

  /** Text of the filter. */
  get text(): string {
    return this.#text;
  }

  /** The filter that is set aside while the context of an event is shown. */
  get aside(): string | undefined {
    return this.#aside;
  }

  get view(): EventView {
    return this.#view;
  }

  /** Share of the kept events that the filter was asked of, from 0 to 1. */
  get progress(): number {
    return (this.#next ?? this.#view).progress;
  }

  /** A list of its own; the caller starts and disposes it. */
  open(choice: Choice): EventView {
    return new EventView(choice, this.#sources, this.#onError);
  }

  /** @param text a valid filter; another one changes nothing. */
  async filter(text: string): Promise<void> {
    this.#aside = undefined;
    await this.#show(text);
  }

  /** Shows everything around an event; the filter is set aside until the reader comes back. */
  async showContext(id: number): Promise<void> {
    if (!this.#sources.kept.has(id) || this.#text === '') return;
    this.#aside = this.#text;
    await this.#show('');
  }

  async leaveContext(): Promise<void> {
    await this.filter(this.#aside ?? this.#text);
  }

  async #show(text: string): Promise<void> {
    const parsed = parseFilter(text, { utcOffset: this.utcOffset });
    if (!('query' in parsed)) return;
    this.#next?.dispose();
    const next = this.open(choiceOf(parsed.query, this.#sources));
    this.#next = next;
    this.#text = text;
    this.#replaced.fire();
    await next.start();
    if (this.#next !== next) return;
    this.#next = undefined;
    this.#following.dispose();
    this.#view.dispose();
    this.#view = next;
    this.#following = next.onDidChange((change) => this.#changed.fire(change));
    this.#changed.fire({ kind: 'reset' });
    this.#replaced.fire();
  }

  dispose(): void {
    this.#next?.dispose();
    this.#following.dispose();
    this.#view.dispose();
    this.#changed.dispose();
    this.#replaced.dispose();
  }
}

const ALL: Query = { kind: 'all' };
