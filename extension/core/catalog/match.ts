import type { TailEvent, TailException } from '../../shared/tailEvent.ts';
import { parseCatalog, type CatalogEntry } from './catalogEntry.ts';
import data from './catalog.json' with { type: 'json' };

export const CATALOG = parseCatalog(data);

const BY_MESSAGE = [...CATALOG.values()].filter((entry) => entry.matches.length > 0);

/** Longer messages are cut before they are matched: they come from strangers. UTF-16 units. */
const LONGEST_MESSAGE = 4096;

/** The entry of the `rt` namespace that explains a message, the first in the catalog's order. */
export function matchMessage(message: string): CatalogEntry | undefined {
  const text = message.length > LONGEST_MESSAGE ? message.slice(0, LONGEST_MESSAGE) : message;
  return BY_MESSAGE.find((entry) => entry.matches.some((pattern) => pattern.test(text)));
}

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
    runtime: cause === undefined ? undefined : matchMessage(cause.message)?.key,
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

/** @see https://developers.cloudflare.com/workers/observability/errors/ */
function edgeCode({ trigger, outcome, exceptions }: TailEvent): string | undefined {
  if (trigger.kind !== 'fetch' || trigger.webSocketUpgrade) return undefined;
  if (outcome === 'exception' && exceptions.length > 0) return 'cf:1101';
  return outcome === 'exceededCpu' || outcome === 'exceededMemory' ? 'cf:1102' : undefined;
}

/** The code of one exception, as a problem carries it. */
export function exceptionCode(exception: TailException, event: TailEvent): string {
  return matchMessage(exception.message)?.key ?? edgeCode(event) ?? 'outcome:exception';
}

/** The close codes that say that all is well: normal closure, and a closed tab. */
export function isNormalClose(code: number): boolean {
  return code === 1000 || code === 1001 || code === 1005;
}
