import type { Original } from '../../core/errors/sourceMap.ts';
import type { MapBased } from '../../shared/position.ts';

/** What the thread that reads maps is asked, of the map beside a module. */
export interface MapQuestion {
  readonly id: number;
  /** Absolute path. */
  readonly module: string;
  /** When the map was written, ms since the epoch: another time is another map. */
  readonly changed: number;
  readonly ask: { readonly position: MapBased } | { readonly path: string } | 'open';
}

export type MapAnswer =
  | { readonly id: number; readonly failed: string }
  | { readonly id: number; readonly original?: Original; readonly content?: string };
