import type { TailEvent } from '../../shared/tailEvent.ts';
import type { CatalogEntry } from '../catalog/catalogEntry.ts';
import { CATALOG, codesOf } from '../catalog/match.ts';

/** What there is to say about an event; undefined for one that ran to its end without trouble. */
export interface Explanation {
  readonly entry: CatalogEntry;
  /** Such as `Error 1101`. */
  readonly visitorSaw: string | undefined;
}

/** The most particular entry: the message's, else the close code's, the edge code's, the outcome's. */
export function explainEvent(event: TailEvent): Explanation | undefined {
  const codes = codesOf(event);
  const entry = [codes.runtime, codes.close, codes.edge, codes.outcome]
    .map((key) => (key === undefined ? undefined : CATALOG.get(key)))
    .find((found) => found !== undefined);
  if (entry === undefined) return undefined;
  return { entry, visitorSaw: codes.edge?.replace(/^cf:/, 'Error ') };
}
