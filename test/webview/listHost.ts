import { KeptEvents } from '../../extension/core/kept/keptEvents.ts';
import type { EventRecord } from '../../extension/core/kept/record.ts';
import { packRows } from '../../extension/core/kept/rows.ts';
import { MemorySpill } from '../../extension/core/kept/spill.ts';
import { choiceOf } from '../../extension/core/view/choice.ts';
import { EventView } from '../../extension/core/view/eventView.ts';
import { PageWindow } from '../../extension/core/view/pageWindow.ts';
import { Slicer } from '../../extension/core/view/slicer.ts';
import type { Counts, FromPage, RowsUpdate, ToPage } from '../../extension/shared/protocol.ts';
import { nodeTimers } from '../../extension/host/platform.ts';
import { NO_FILTER } from './shop.ts';

/** The host's side of a list, with its real parts: a page may scroll in it as it does in the editor. */
export class ListHost {
  readonly kept: KeptEvents;
  readonly view: EventView;
  readonly #window: PageWindow;
  #list = 0;

  private constructor(maxEvents: number) {
    this.kept = new KeptEvents(() => maxEvents, new MemorySpill());
    const sources = {
      kept: this.kept,
      workers: ['api'],
      slicer: new Slicer(nodeTimers),
      fields: () => Promise.resolve(undefined),
    };
    this.view = new EventView(choiceOf({ kind: 'all' }, sources), sources, (error) => {
      throw error instanceof Error ? error : new Error(String(error));
    });
    this.#window = new PageWindow(this.view.order);
    this.view.onDidChange((change) => {
      if (change.kind === 'reset') {
        this.#list++;
        this.#window.replace(this.view.order);
      } else this.#window.changed(change);
    });
  }

  static async of(count: number, maxEvents = Infinity): Promise<ListHost> {
    const host = new ListHost(maxEvents);
    host.add(count);
    await host.view.start();
    return host;
  }

  /** @param fields of each; times are a second apart. */
  add(count: number, fields: Partial<EventRecord> = {}): void {
    for (let index = 0; index < count; index++) {
      const id = this.kept.next;
      const time = START + 1000 * id;
      this.kept.add({ ...record(`GET /item/${id}`), time, ...fields }, '');
    }
  }

  /** What the page is told next; undefined when there is nothing. */
  rows(): ToPage | undefined {
    const update = this.update();
    return update && { type: 'rows', rows: update, counts: this.counts };
  }

  state(): ToPage {
    this.#window.replace(this.view.order);
    const rows = this.update();
    if (rows === undefined) throw new Error('A new window has an update.');
    return {
      type: 'state',
      sessions: [],
      workers: ['api'],
      empty: undefined,
      rows,
      counts: this.counts,
      filter: NO_FILTER,
    };
  }

  get counts(): Counts {
    const events = this.kept.next;
    return { events, failing: 0, logged: 0, gaps: 0, dropped: this.kept.dropped, rejected: 0 };
  }

  /** @returns the answer, if the message asks for rows. */
  answer(message: FromPage): ToPage | undefined {
    if (message.type === 'follow') this.#window.followEnd();
    else if (message.type === 'show') {
      const { anchor, position } = message;
      const at = anchor === undefined ? -1 : this.view.order.positionOf(anchor);
      this.#window.show(at < 0 ? position : at);
    } else return undefined;
    return this.rows();
  }

  private update(): RowsUpdate | undefined {
    const update = this.#window.update();
    if (update === undefined) return undefined;
    const { ids, ...rest } = update;
    const rows = packRows(this.kept, ids);
    return { ...rest, rows, arrived: this.view.arrived, list: this.#list };
  }
}

const START = 1_767_200_000_000;

export function record(title: string): EventRecord {
  return {
    facets: {
      kind: 'fetch',
      tone: 'normal',
      failing: false,
      logged: false,
      worker: 0,
      outcome: 'ok',
      status: 200,
      method: 'GET',
      entrypoint: '',
      version: '',
      code: '',
      codes: '',
      levels: '',
      said: 'nothing',
      timed: true,
      partial: false,
    },
    time: START,
    cpu: 1,
    wall: 2,
    colo: '',
    host: '',
    object: '',
    title,
    text: '',
    rest: '',
    cut: false,
  };
}
