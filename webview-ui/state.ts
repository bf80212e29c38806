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
  /** Undefined until the host has told. */
  readonly counts: Counts | undefined;
  readonly selected: number | undefined;
  /** The filter that is set aside while the context of an event is shown. */
  readonly aside: string | undefined;
  /**
   * Of the selected row. `waiting` until the host has answered; `gone` when it no longer has the event, or
   * the row is none.
   */
  readonly detail: EventDetail | 'waiting' | 'gone' | undefined;
}

export const INITIAL: PageState = {
  sessions: [],
  workers: [],
  empty: undefined,
  counts: undefined,
  selected: undefined,
  aside: undefined,
  detail: undefined,
};

/** The state after a message of the host. Rows are kept apart, in columns. */
export function received(state: PageState, message: ToPage): PageState {
  switch (message.type) {
    case 'state': {
      const { sessions, workers, empty, counts, filter } = message;
      return { ...INITIAL, sessions, workers, empty, counts, aside: filter.aside };
    }
    case 'rows':
      return { ...state, counts: message.counts };
    case 'sessions':
      return { ...state, sessions: message.sessions };
    case 'workers':
      return { ...state, workers: message.workers };
    case 'empty':
      return { ...state, empty: message.empty };
    case 'detail':
      // An answer to an earlier selection came late.
      if (message.id !== state.selected) return state;
      return { ...state, detail: message.detail ?? 'gone' };
    case 'fixes':
      return withFixes(state, message);
    case 'related': {
      const { detail } = state;
      if (typeof detail !== 'object' || detail.id !== message.id) return state;
      return { ...state, detail: { ...detail, related: message.related } };
    }
    case 'reveal':
      return selected(state, message.id);
    case 'filter':
      return { ...state, counts: message.counts, aside: message.filter.aside };
    case 'focusFilter':
    case 'togglePause':
    case 'suggestions':
    case 'found':
    case 'statistic':
      return state;
  }
}

function withFixes(
  state: PageState,
  { id, fixes, steps, example }: Extract<ToPage, { type: 'fixes' }>,
): PageState {
  const { detail } = state;
  if (typeof detail !== 'object' || detail.id !== id || detail.explain === undefined) return state;
  return { ...state, detail: { ...detail, explain: { ...detail.explain, fixes, steps, example } } };
}

export function selected(state: PageState, id: number | undefined): PageState {
  if (id === state.selected) return state;
  return { ...state, selected: id, detail: id === undefined ? undefined : 'waiting' };
}
