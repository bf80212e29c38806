import type { FailureKind } from '../../shared/failureKind.ts';
import type { Place } from '../errors/locate.ts';
import type { ProblemLife } from './problemLife.ts';

/** Equal failures: one marker, with a count and a life. Plain data; the host makes a diagnostic of it. */
export interface Problem {
  /** Of Worker and signature. */
  readonly key: string;
  readonly worker: string;
  /** See `signatureOf`. */
  readonly signature: string;
  /** What ran: `fetch`, `Room.alarm`; their events tell how often the failure comes. */
  readonly handlers: readonly string[];
  readonly name: string;
  /** Of the latest event; after a restart without its values, which are not kept. */
  readonly message: string;
  /** Namespaced, such as `rt:immutable-headers`. */
  readonly code: string;
  readonly outcome: string;
  /** Of the latest event: one mistake may be thrown in one handler and logged in another. */
  readonly seen: Seen;
  readonly place: Place;
  /** Further own frames, the innermost first. */
  readonly callers: readonly Place[];
  /** Such as `Transcript.append`: a method that another object or Worker has, and that the event only calls. */
  readonly thrownIn: string | undefined;
  /** Its stack names the bundle alone, and source maps are not uploaded: with them it would name the source. */
  readonly couldBeMapped: boolean;
  readonly count: number;
  /** ms since the epoch. */
  readonly firstSeen: number;
  readonly lastSeen: number;
  /** Ids of the first and the latest version that failed. */
  readonly versions: { readonly first: string | undefined; readonly last: string | undefined };
  /** Row of the latest event; none since a restart. */
  readonly row: number | undefined;
  /** Row of the other event of that failure: what a Durable Object throws is seen in its caller again. */
  readonly also: number | undefined;
  readonly life: ProblemLife;
}

/** How a failure showed: what decides how loudly it is told. */
export interface Seen {
  readonly kind: FailureKind;
  /** Whether somebody did not get what they asked for; an app may log an error and go on. */
  readonly failing: boolean;
  /** Status of the answer. */
  readonly status: number | undefined;
  /** Whether the app called it an error or a warning, if it logged it. */
  readonly loud: boolean;
}

/** One failure of one event. */
export interface Occurrence extends Pick<
  Problem,
  | 'worker'
  | 'signature'
  | 'name'
  | 'message'
  | 'code'
  | 'outcome'
  | 'seen'
  | 'callers'
  | 'couldBeMapped'
> {
  readonly handler: string;
  /** The remote method that threw it, and whose it is. */
  readonly thrownIn: { readonly worker: string; readonly method: string } | undefined;
  readonly version: string | undefined;
  /** Undefined when nothing of the project can be named for it. */
  readonly place: Place | undefined;
  /** Whether the stack shows the user's code; the place of a handler is no frame. */
  readonly ownFrames: boolean;
  /** Whether code of the Worker waits for it and fails with it: it ran in a Durable Object or an entrypoint. */
  readonly isCalled: boolean;
  /** ms since the epoch. */
  readonly time: number;
  readonly row: number;
}

export function keyOf({ worker, signature }: Pick<Problem, 'worker' | 'signature'>): string {
  return `${worker}\n${signature}`;
}
