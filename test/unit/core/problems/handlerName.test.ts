import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handlerName } from '../../../../extension/core/problems/handlerName.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import { rawEvent, type RawEvent } from '../../../support/events.ts';

const CASES: readonly (readonly [fields: RawEvent, name: string])[] = [
  [{}, 'fetch'],
  [{ entrypoint: 'Room' }, 'Room.fetch'],
  [{ entrypoint: 'Api', event: { rpcMethod: 'getUser' } }, 'Api.getUser'],
  [
    { entrypoint: 'Room', event: { getWebSocketEvent: { webSocketEventType: 'close', code: 1 } } },
    'Room.webSocketClose',
  ],
  [{ event: { cron: '*/5 * * * *', scheduledTime: 1 } }, 'scheduled */5 * * * *'],
  [{ event: { queue: 'orders', batchSize: 2 } }, 'queue orders'],
];

for (const [fields, name] of CASES) {
  test(`an event of ${name} is told from others`, () => {
    const decoded = decodeTailEvent(rawEvent(fields));
    assert.ok(decoded.kind === 'event');
    assert.equal(handlerName(decoded.event), name);
  });
}
