import type { Original } from '../../core/errors/sourceMap.ts';
import type { MapBased } from '../../shared/position.ts';

/** The map beside a module. */
export interface MapFile {
  /** Absolute path of the module. */
  readonly module: string;
  /** When the map was written, ms since the epoch: another time is another map. */
  readonly changed: number;
}

/** What the thread that reads maps is asked. */
export interface MapMethods {
  /** @throws Error when it is no source map. */
  open(file: MapFile): Promise<void>;
  original(at: MapFile & { readonly position: MapBased }): Promise<Original | undefined>;
  content(of: MapFile & { readonly path: string }): Promise<string | undefined>;
}
