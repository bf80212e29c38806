import type { TailEvent } from '../../shared/tailEvent.ts';
import type { Failure } from './failures.ts';

/** A method of a Durable Object, or of another Worker, that a place calls. */
export interface RemoteMethod {
  /** Undefined for the Worker itself. */
  readonly worker: string | undefined;
  /** Name of the exported class; undefined for the default export. */
  readonly entrypoint: string | undefined;
  readonly method: string;
}

/**
 * Whether the error may have crossed a remote call. One that did has frames of its caller alone, the first of which
 * waits (measured on workerd); what the runtime itself says of a call is no error of the method.
 */
export function mayBeRemote({ stack = '' }: Failure, code: string): boolean {
  return /^\s*at async [^\n]*/.test(stack) && !OF_CALLER.test(code);
}

/** Raised for the caller: the call could not be made, or its object ended. */
const OF_CALLER =
  /^rt:(?:rpc-|not-serializable|network-lost|object-|code-updated|subrequest-depth|too-many-subrequests|hung)/;

/** The event as the Worker that has the method would see its failure. */
export function seenByMethod(event: TailEvent, { entrypoint, method }: RemoteMethod): TailEvent {
  return { ...event, entrypoint, trigger: { kind: 'rpc', method } };
}

/** Such as `Transcript.append`; of a default export `append` alone. */
export function nameOfMethod({ entrypoint, method }: RemoteMethod): string {
  return entrypoint === undefined ? method : `${entrypoint}.${method}`;
}
