import type { Facets } from './facets.ts';

/** What is kept of an event in memory: enough for its row, and for nearly every filter. */
export interface EventRecord {
  readonly facets: Facets;
  /** ms since the epoch; NaN when the event does not tell. */
  readonly time: number;
  /** ms; NaN when not known. */
  readonly cpu: number;
  readonly wall: number;
  readonly colo: string;
  readonly host: string;
  /** Id of the Durable Object. */
  readonly object: string;
  readonly title: string;
  /** What the row says beside its title. */
  readonly text: string;
  /** Line end and a mark (`MARK`) before each: what can be searched besides title and text. */
  readonly rest: string;
  /** Something that can be searched is only in the event itself. */
  readonly cut: boolean;
}

/** What a part of `rest` is. Control characters, so that no search for words finds them. */
export const MARK = { error: '\u0001', log: '\u0002', ip: '\u0003', ray: '\u0004' } as const;
