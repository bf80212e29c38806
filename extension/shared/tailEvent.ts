/**
 * The normalised trace event: what the store keeps and the rest of the product reads. One event is one
 * invocation of a Worker. Field meanings: https://developers.cloudflare.com/workers/runtime-apis/handlers/tail/
 */
export interface TailEvent {
  readonly trigger: Trigger;
  /** An open string: 14 values are known (workerd's outcome.capnp), any other is kept as it came. */
  readonly outcome: string;
  readonly scriptName: string | undefined;
  /** Id of the deployed version; absent from a local workerd. */
  readonly versionId: string | undefined;
  /** Class name of a Durable Object or RPC entrypoint; absent on the default export. */
  readonly entrypoint: string | undefined;
  readonly durableObjectId: string | undefined;
  readonly executionModel: string | undefined;
  /** Start of the invocation, ms since the epoch; an upgrade's event arrives long after it. */
  readonly timestamp: number | undefined;
  /** Milliseconds. */
  readonly cpuTime: number | undefined;
  /** Milliseconds. */
  readonly wallTime: number | undefined;
  /** The 256 KiB trace budget was passed: logs and exceptions may be missing. */
  readonly truncated: boolean;
  readonly exceptions: readonly TailException[];
  readonly logs: readonly TailLog[];
}

export interface TailException {
  readonly name: string;
  readonly message: string;
  /** Frames only, as V8 prints them; absent when something other than an Error was thrown. */
  readonly stack: string | undefined;
  readonly timestamp: number | undefined;
}

export interface TailLog {
  /** debug, info, log, warn, error; an open string. */
  readonly level: string;
  /** The arguments of the console call, after Cloudflare turned them into JSON. */
  readonly message: readonly unknown[];
  /** By argument, for those that were an Error; empty from a runtime that does not tell, and when none was one. */
  readonly errors: readonly (LoggedError | undefined)[];
  readonly timestamp: number | undefined;
}

/** An Error that was given to the console; never of its `cause`, nor of an Error within an object (measured). */
export interface LoggedError {
  readonly name: string;
  readonly message: string;
  /** Frames only, as of an exception. */
  readonly stack: string | undefined;
}

/** What started the invocation; told apart by the keys that `event` has. */
export type Trigger =
  | FetchTrigger
  | { readonly kind: 'rpc'; readonly method: string }
  | WebSocketTrigger
  | {
      readonly kind: 'scheduled';
      readonly cron: string;
      readonly scheduledTime: number | undefined;
    }
  | { readonly kind: 'alarm'; readonly scheduledTime: string | undefined }
  | { readonly kind: 'queue'; readonly queue: string; readonly batchSize: number }
  | {
      readonly kind: 'email';
      readonly from: string;
      readonly to: string;
      readonly size: number | undefined;
    }
  | { readonly kind: 'tail'; readonly scripts: readonly string[] }
  /** Some other shape, such as `connect` or a kind that is newer than this program. */
  | { readonly kind: 'other'; readonly keys: readonly string[] };

export interface FetchTrigger {
  readonly kind: 'fetch';
  readonly method: string;
  readonly url: string;
  /** As they came, names in lower case as a rule; see `headersOf`. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cf: Readonly<Record<string, unknown>>;
  /** Absent when no response was produced in the normal way, and always for a WebSocket upgrade. */
  readonly status: number | undefined;
  /** Told by the request's `upgrade` header: a tail never shows status 101. */
  readonly webSocketUpgrade: boolean;
  readonly clientIp: string | undefined;
  /** cf-ray, without the data centre that a header has behind it. */
  readonly ray: string | undefined;
}

/** An invocation of a hibernatable WebSocket handler of a Durable Object. */
export interface WebSocketTrigger {
  readonly kind: 'webSocket';
  /** message, close, error; an open string. */
  readonly type: string;
  /** RFC 6455 section 7.4 close code; 1005 and 1006 are possible here although they are never sent. */
  readonly code: number | undefined;
  readonly wasClean: boolean | undefined;
}

/** A message of the tail itself, such as the start and end of sampling (`overload`, `overload-stop`). */
export interface TailNotice {
  readonly type: string;
  readonly message: string;
}

/**
 * Whether somebody did not get what they asked for. An exception may come with outcome `ok` (a rejected
 * `waitUntil`, a hibernation handler), and a bad outcome may come without one; most apps catch what fails and
 * answer with status 500, and then nothing but the status tells. A visitor who left is not a failure.
 */
export function isFailing(event: TailEvent): boolean {
  return event.exceptions.length > 0 || endedBadly(event) || (statusOf(event) ?? 0) >= 500;
}

/** Whether the app itself calls what it logs an error or a warning. @param level of the console call. */
export function isLoud(level: string | undefined): boolean {
  return level === 'error' || level === 'warn';
}

/** The runtime ended the invocation, or could not run it. */
export function endedBadly({ outcome }: TailEvent): boolean {
  return !HARMLESS.has(outcome);
}

/** Status of the answer; undefined for what is not a request, and for a request that got none. */
export function statusOf({ trigger }: TailEvent): number | undefined {
  return trigger.kind === 'fetch' ? trigger.status : undefined;
}

const HARMLESS = new Set(['ok', 'canceled', 'responseStreamDisconnected']);
