import type { TailEvent } from '../../shared/tailEvent.ts';
import { codesOf, exceptionCode, firstMeaning } from '../catalog/eventCodes.ts';

/** What an event failed with. */
export interface Cause {
  readonly name: string;
  readonly message: string;
  /** Namespaced, such as `rt:immutable-headers`. */
  readonly code: string;
}

/** The first exception is the cause; without one it is the outcome. */
export function causeOf(event: TailEvent): Cause {
  const [exception] = event.exceptions;
  if (exception !== undefined) {
    const { name, message } = exception;
    return { name, message, code: exceptionCode(exception, event) };
  }
  const { edge, outcome } = codesOf(event);
  // Error 1102 may be of time or of memory.
  const meaning = firstMeaning(outcome, edge);
  return {
    name: event.outcome,
    message: meaning?.entry.title ?? '',
    code: meaning?.code ?? 'outcome:unknown',
  };
}
