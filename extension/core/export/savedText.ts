import { HAR_END, HAR_START, harEntry } from './harEntry.ts';
import type { KeptTexts } from './keptTexts.ts';
import type { MaskCounts } from './masking.ts';
import { readEvent } from './readEvent.ts';

export type SavedFormat = 'lines' | 'har';

/** What came of saving. */
export interface SavedCounts {
  /** Rows that were looked at. */
  rows: number;
  /** Events that were written. */
  events: number;
}

/**
 * The text of a session file, an event at a time: JSON Lines, or a HAR document of its requests.
 *
 * @param masked counts what is masked; undefined: secrets stay.
 */
export async function* savedText(
  ids: Iterable<number>,
  kept: Pick<KeptTexts, 'read'>,
  format: SavedFormat,
  masked: MaskCounts | undefined,
  counts: SavedCounts,
): AsyncGenerator<string> {
  const lines = format === 'lines';
  if (!lines) yield HAR_START;
  for (const id of ids) {
    counts.rows++;
    const text = await kept.read(id);
    const event = text && readEvent(text, masked);
    const value = event && (lines ? event.raw : harEntry(event));
    if (value === undefined) continue;
    const json = JSON.stringify(value);
    yield lines ? `${json}\n` : `${counts.events === 0 ? '' : ',\n'}${json}`;
    counts.events++;
  }
  if (!lines) yield HAR_END;
}
