import type { KeptEvents } from '../kept/keptEvents.ts';
import type { TimeOrder } from '../kept/timeOrder.ts';

/** @param from the row that the reader is at; without one, the end. @returns undefined when there is none that way. */
export function nextFailure(
  kept: KeptEvents,
  order: TimeOrder,
  from: number | undefined,
  forward: boolean,
): number | undefined {
  const isKept = from !== undefined && kept.has(from);
  const place = isKept ? order.placeOf(from) : order.length;
  const step = forward ? 1 : -1;
  const isAt = isKept && order.at(place) === from;
  let position = forward && !isAt ? place : place + step;
  for (let id = order.at(position); id !== undefined; id = order.at((position += step))) {
    if (kept.facetsOf(id).failing) return id;
  }
  return undefined;
}
