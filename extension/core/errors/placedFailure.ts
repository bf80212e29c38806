import type { Failure } from './failures.ts';
import type { Place, PlacedFrame } from './locate.ts';
import type { RemoteMethod } from './remoteMethod.ts';

/** Whether a failure may be at the handler of its event, or only at a line that its stack tells. */
export type PlaceReach = 'line' | 'handler';

/** A failure with its place in the workspace. */
export interface PlacedFailure {
  readonly failure: Failure;
  readonly frames: readonly PlacedFrame[];
  /** Undefined when nothing of the project can be named for it. */
  readonly place: Place | undefined;
  /** The method of a Durable Object or another Worker that threw it, which the event only calls. */
  readonly thrownIn: RemoteMethod | undefined;
  /** Its stack names the bundle alone, and source maps are not uploaded: with them it would name the source. */
  readonly couldBeMapped: boolean;
}
