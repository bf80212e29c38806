import type {
  Counts,
  EmptyView,
  EventDetail,
  SessionView,
  ToPage,
} from '../extension/shared/protocol.ts';

/** What the page shows besides the rows. */
export interface PageState {
  readonly sessions: readonly SessionView[];
  readonly workers: readonly string[];
  readonly empty: EmptyView | undefined;
  readonly counts: Counts;
  /** Row whose detail is open. */
  readonly selected: number | undefined;
  /** Of the selected row; `gone` when the host no longer has it or it is no event. */
  readonly detail: EventDetail | 'gone' | undefined;
}

export const INITIAL: PageState = {
  sessions: [],
  workers: [],
  empty: undefined,
  counts: { events: 0, failing: 0, gaps: 0, dropped: 0, rejected: 0 },
  selected: undefined,
  detail: undefined,
};

/** The state after a message of the host. Rows are kept apart, in columns. */
export function received(state: PageState, message: ToPage): PageState {
  switch (message.type) {
    case 'state': {
      const { sessions, workers, empty, counts } = message;
      return { ...state, sessions, workers, empty, counts };
    }
    case 'rows':
      return { ...state, counts: message.counts, empty: undefined };
    case 'sessions':
      return { ...state, sessions: message.sessions };
    case 'workers':
      return { ...state, workers: message.workers };
    case 'empty':
      return { ...state, empty: message.empty };
    case 'cleared':
      return { ...state, counts: message.counts, selected: undefined, detail: undefined };
    case 'detail':
      // An answer to an earlier selection came late.
      if (message.id !== state.selected) return state;
      return { ...state, detail: message.detail ?? 'gone' };
    case 'reveal':
      return selected(state, message.id);
  }
}

export function selected(state: PageState, id: number | undefined): PageState {
  return id === state.selected ? state : { ...state, selected: id, detail: undefined };
}
