import type { TailEvent, TailException } from '../../shared/tailEvent.ts';
import { meaningOf, type Meaning } from './catalog.ts';
import { decided, identify } from './identify.ts';

/** The codes of one event; each may be missing. */
export interface EventCodes {
  /** The error page that the visitor saw. A tail never carries it: it follows from the outcome. */
  readonly edge: string | undefined;
  /** What the first exception says. Later ones are consequences, such as the hang message. */
  readonly runtime: string | undefined;
  /** Close code of a WebSocket, also of a normal closure. */
  readonly close: string | undefined;
  /** Undefined for `ok` without an exception. */
  readonly outcome: string | undefined;
}

export function codesOf(event: TailEvent): EventCodes {
  const cause = event.exceptions[0];
  const { trigger, outcome } = event;
  return {
    edge: edgeCode(event),
    runtime: cause && meaningOfException(cause)?.code,
    close:
      trigger.kind === 'webSocket' && trigger.code !== undefined ? `ws:${trigger.code}` : undefined,
    outcome:
      outcome !== 'ok'
        ? `outcome:${outcome}`
        : cause === undefined
          ? undefined
          : 'outcome:exception',
  };
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

/** The code of one exception, as a problem carries it. */
export function exceptionCode(exception: TailException, event: TailEvent): string {
  return meaningOfException(exception)?.code ?? edgeCode(event) ?? 'outcome:exception';
}

function meaningOfException({ message }: TailException): Meaning | undefined {
  return decided(identify(message, 'exception'));
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
