import type { TailEvent } from '../../shared/tailEvent.ts';

/**
 * What of the Worker ran, in words of its code: `fetch`, `Room.webSocketMessage`, `Api.getUser`. Events of
 * one handler tell how often a failure of it comes.
 */
export function handlerName({ trigger, entrypoint }: TailEvent): string {
  const method = methodOf(trigger);
  return entrypoint === undefined ? method : `${entrypoint}.${method}`;
}

function methodOf(trigger: TailEvent['trigger']): string {
  switch (trigger.kind) {
    case 'webSocket':
      return `webSocket${trigger.type.charAt(0).toUpperCase()}${trigger.type.slice(1)}`;
    case 'rpc':
      return trigger.method;
    case 'scheduled':
      // Each cron is a job of its own in one handler.
      return `scheduled ${trigger.cron}`;
    case 'queue':
      return `queue ${trigger.queue}`;
    default:
      return trigger.kind;
  }
}
