/** What the page shows of filtering, searching and of one event's fields: parts of the messages in `protocol.ts`. */

/** The filter that is in force, and what it finds. */
export interface FilterView {
  /** The last valid text; empty when everything is shown. */
  readonly text: string;
  /** Events that match; all of them when the text is empty. Rows that are no events are not counted. */
  readonly matched: number;
  /** Events that are kept. */
  readonly events: number;
  /** Share of the kept events that was looked at so far, from 0 to 1. */
  readonly progress: number;
  /** The filter that is set aside while the context of an event is shown; undefined otherwise. */
  readonly aside: string | undefined;
  /** Of the workspace settings. */
  readonly saved: readonly SavedFilter[];
}

export interface SavedFilter {
  readonly name: string;
  readonly filter: string;
}

/** One line below the filter box. */
export interface Suggestion {
  readonly kind: 'key' | 'value' | 'saved' | 'history';
  /** What it puts in place of the characters from `from` to `to` of the text that was asked for. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
  /** What it means, or when it was used. */
  readonly note: string;
  /** Kept events within the rest of the filter; undefined while that is not known. */
  readonly count: number | undefined;
}

/** What Find looks for. */
export interface FindQuery {
  readonly text: string;
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
}

/** What it found in the events that are shown. */
export interface FindView {
  /** Rows that match. */
  readonly count: number;
  /** The current one, from 0; -1 when there is none. */
  readonly index: number;
  /** Id of the current row. */
  readonly row: number | undefined;
  /** Its position in the list that is shown. */
  readonly position: number | undefined;
  /** Where matches stand in the list, each from 0 to 1: marks for the scrollbar, at most 500. */
  readonly marks: readonly number[];
  /** A regular expression that is none: why. */
  readonly error: string | undefined;
}

/** How often the values of a field occur. */
export interface FieldStatistic {
  /** Of how many events: those of the same handler and version. */
  readonly events: number;
  /** The commonest, at most five. */
  readonly values: readonly FieldShare[];
}

export interface FieldShare {
  /** For people; `none` is said in words. */
  readonly value: string;
  /** The filter word that finds exactly these, such as `http:500`. */
  readonly term: string;
  readonly count: number;
}
