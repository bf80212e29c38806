import type { Occurrence } from '../../extension/core/problems/problem.ts';
import { oneBased } from '../../extension/shared/position.ts';

/** A failing event of `fetch` in version `one`, with a frame of the user's code. */
export function someOccurrence(fields: Partial<Occurrence> = {}): Occurrence {
  return {
    worker: 'chat',
    signature: 'TypeError: boom @ src/a.ts#join',
    handler: 'fetch',
    name: 'TypeError',
    message: 'boom',
    code: 'cf:1101',
    outcome: 'exception',
    seen: { kind: 'thrown', failing: true, status: undefined, loud: true },
    callers: [],
    thrownIn: undefined,
    couldBeMapped: false,
    version: 'one',
    place: {
      file: '/p/src/a.ts',
      display: 'src/a.ts',
      position: oneBased(4, 3),
      certainty: 'mapped',
    },
    ownFrames: true,
    isCalled: false,
    time: 1_767_200_000_000,
    row: 0,
    ...fields,
  };
}
