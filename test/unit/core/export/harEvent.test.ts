import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { HAR_END, HAR_START, harEntry } from '../../../../extension/core/export/harEntry.ts';
import { eventsOfHar } from '../../../../extension/core/export/harEvent.ts';
import { readEvent } from '../../../../extension/core/export/readEvent.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import { RecordedFramer } from '../../../../extension/core/tail/recordedFramer.ts';
import { nodeBytes } from '../../../../extension/host/platform.ts';
import { fieldsOf } from '../../../../extension/shared/fieldsOf.ts';
import { answered, rawEvent, type RawEvent } from '../../../support/events.ts';
import { frames } from '../../../support/frames.ts';

function written(...events: readonly RawEvent[]): string {
  const entries = events.flatMap((event) => {
    const read = readEvent({ worker: 'chat', text: JSON.stringify(event) }, undefined);
    const entry = read && harEntry(read);
    return entry === undefined ? [] : [JSON.stringify(entry)];
  });
  return HAR_START + entries.join(',\n') + HAR_END;
}

const read = (text: string): unknown[] =>
  frames(text, { size: 100, framer: (sink) => new RecordedFramer(nodeBytes, sink) }).map((frame) =>
    'object' in frame ? frame.object : frame,
  );

test('what is written as HAR is read as the same events', () => {
  const fields = fc.record({
    outcome: fc.string(),
    wallTime: fc.integer({ min: 0 }),
    eventTimestamp: fc.integer({ min: 0, max: 8e15 }),
    logs: fc.array(fc.record({ level: fc.string(), message: fc.array(fc.jsonValue()) })),
  });
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 4 }), (all) => {
      const events = all.map(
        (each) => JSON.parse(JSON.stringify(rawEvent({ ...each, ...answered(200) }))) as RawEvent,
      ); // made here
      assert.deepEqual(read(written(...events)), events);
    }),
  );
});

test('an entry has all that HAR 1.2 asks for', () => {
  const { log } = JSON.parse(written(rawEvent(), rawEvent({ event: { cron: '* * * * *' } }))) as {
    readonly log: { readonly version: string; readonly entries: readonly RawEvent[] };
  };
  assert.equal(log.version, '1.2');
  assert.equal(log.entries.length, 1, 'only a request has an entry');
  const [entry] = log.entries;
  assert.ok(entry);
  const { _tailEvent: own, ...rest } = entry;
  assert.ok(own);
  assert.deepEqual(rest, {
    startedDateTime: '2025-12-31T16:53:20.000Z',
    time: 31,
    request: {
      method: 'GET',
      url: 'https://chat.example.com/rooms/lobby?token=REDACTED',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        { name: 'cf-ray', value: '8f1c0000000000-AMS' },
        { name: 'cookie', value: 'REDACTED' },
      ],
      queryString: [{ name: 'token', value: 'REDACTED' }],
      headersSize: -1,
      bodySize: -1,
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 31, receive: 0 },
  });
});

test('entries of other programs become requests, as far as they tell', () => {
  const entry = (fields: object): RawEvent => ({
    startedDateTime: '2026-07-01T12:00:00.000Z',
    time: 12.5,
    request: {
      method: 'GET',
      url: 'https://a.example/',
      headers: [
        { name: ':authority', value: 'a.example' },
        { name: 'Accept', value: 'a' },
        { name: 'accept', value: 'b' },
        { name: 1, value: null },
      ],
    },
    response: { status: 503 },
    ...fields,
  });
  const document = {
    log: {
      version: '1.2',
      pages: [{ id: 'page_1', title: 'A page' }],
      entries: [
        entry({}),
        entry({ response: { status: 0 } }),
        { request: 1 },
        entry({ request: 2 }),
      ],
    },
  };
  const events = read(JSON.stringify(document));
  assert.equal(events.length, 2);
  const [failed, aborted] = events.map((event) => decodeTailEvent(fieldsOf(event)));
  assert.ok(failed?.kind === 'event' && aborted?.kind === 'event');
  const { trigger } = failed.event;
  assert.ok(trigger.kind === 'fetch');
  assert.equal(trigger.status, 503);
  assert.equal(trigger.headers.accept, 'a, b');
  assert.equal(failed.event.timestamp, Date.UTC(2026, 6, 1, 12));
  assert.equal(failed.event.wallTime, 12.5);
  assert.equal(aborted.event.outcome, 'canceled');
});

test('the rest of a stream passes through', () => {
  const given: string[] = [];
  const sink = eventsOfHar({
    object: () => assert.fail(),
    noise: (line) => given.push(line),
    broken: (reason) => given.push(reason),
  });
  sink.noise('a');
  sink.broken('unclosed', 1);
  sink.object({}, '{}');
  assert.deepEqual(given, ['a', 'unclosed']);
});
