import { statusOf, type TailEvent } from '../../shared/tailEvent.ts';
import type { Failure } from '../errors/failures.ts';
import { meaningOf, type Meaning } from './catalog.ts';
import { decided, identify } from './identify.ts';
import { warningOfName } from './warningOfName.ts';

/** The codes of one event; each may be missing. */
export interface EventCodes {
  /** The error page that the visitor saw. A tail never carries it: it follows from the outcome. */
  readonly edge: string | undefined;
  /** What the main failure says. */
  readonly runtime: string | undefined;
  /** Close code of a WebSocket, also of a normal closure. */
  readonly close: string | undefined;
  /** Undefined for `ok` without an exception. */
  readonly outcome: string | undefined;
  /** Of a main failure that nobody threw: that it was logged, or the status of the answer. */
  readonly unthrown: string | undefined;
}

/** @param failure its main one. */
export function codesOf(event: TailEvent, failure: Failure | undefined): EventCodes {
  const { trigger, outcome } = event;
  return {
    edge: edgeCode(event),
    runtime: failure && meaningIn(failure, event)?.code,
    close:
      trigger.kind === 'webSocket' && trigger.code !== undefined ? `ws:${trigger.code}` : undefined,
    outcome:
      outcome !== 'ok'
        ? `outcome:${outcome}`
        : failure?.kind === 'thrown'
          ? 'outcome:exception'
          : undefined,
    unthrown: failure && unthrownCode(failure, event),
  };
}

function unthrownCode({ kind }: Failure, event: TailEvent): string | undefined {
  switch (kind) {
    case 'thrown':
      return undefined;
    case 'logged':
      return 'failure:logged';
    case 'answered':
      return `http:${statusOf(event) ?? 0}`;
  }
}

/**
 * A Worker that ended without an answer. One that set status 500 itself ended well, and one that had
 * answered already, or passes through on exceptions, left the visitor with another page.
 *
 * @see https://developers.cloudflare.com/workers/observability/errors/
 */
function edgeCode({ trigger, outcome, exceptions }: TailEvent): string | undefined {
  if (trigger.kind !== 'fetch' || trigger.webSocketUpgrade) return undefined;
  if (trigger.status !== undefined && trigger.status < 500) return undefined;
  switch (outcome) {
    case 'exception':
      return exceptions.length > 0 ? 'cf:1101' : undefined;
    case 'exceededCpu':
    case 'exceededMemory':
      return 'cf:1102';
    case 'internalError':
      return 'cf:1104-1199';
    default:
      return undefined;
  }
}

/** The code of one failure, as a problem carries it. */
export function failureCode(failure: Failure, event: TailEvent): string {
  const said = meaningIn(failure, event)?.code;
  if (said !== undefined) return said;
  const unthrown = unthrownCode(failure, event);
  if (unthrown !== undefined) return unthrown;
  const edge = edgeCode(event);
  if (failure.message !== undefined) return edge ?? 'outcome:exception';
  // Error 1102 may be of time or of memory.
  return firstMeaning(`outcome:${event.outcome}`, edge)?.code ?? 'outcome:unknown';
}

function meaningIn({ message }: Failure, { logs }: TailEvent): Meaning | undefined {
  if (message === undefined) return undefined;
  return decided(warningOfName(message, logs) ?? identify(message, 'exception'));
}

/** In words for a person: `Error 1101`, `Error 1104–1199`. */
export function errorPage(edge: string): string {
  return edge.replace(/^cf:/, 'Error ').replace('-', '–');
}

/** The close codes that say that all is well: normal closure, and a closed tab. */
export function isNormalClose(code: number): boolean {
  return code === 1000 || code === 1001 || code === 1005;
}

/** The first of these codes that the catalog knows. */
export function firstMeaning(...codes: readonly (string | undefined)[]): Meaning | undefined {
  for (const code of codes) {
    const meaning = code === undefined ? undefined : meaningOf(code);
    if (meaning !== undefined) return meaning;
  }
  return undefined;
}
