import type { TailEvent } from '../../shared/tailEvent.ts';
import { failureCode, firstMeaning } from '../catalog/eventCodes.ts';
import type { Failure } from '../errors/failures.ts';

/** A failure in words. */
export interface Cause {
  readonly name: string;
  readonly message: string;
  /** Namespaced, such as `rt:immutable-headers`. */
  readonly code: string;
}

/** What failed, as the error says it; without an error, what its code means. */
export function causeOf(failure: Failure, event: TailEvent): Cause {
  const code = failureCode(failure, event);
  return {
    name: failure.name,
    message: failure.message ?? firstMeaning(code)?.entry.title ?? '',
    code,
  };
}
