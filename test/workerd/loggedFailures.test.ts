import './newestWorkerd.ts';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { failuresOf, type Failure } from '../../extension/core/errors/failures.ts';
import { severityOf } from '../../extension/core/problems/severity.ts';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import { isFailing, isLoud, statusOf, type TailEvent } from '../../extension/shared/tailEvent.ts';
import { TailedWorker } from './tailedWorker.ts';

/** Apps that catch what fails, as people write them. A mark stands before what fails in the route of its name. */
const SOURCE = `
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { error, Router } from 'itty-router';
import { inspect } from 'node:util';

interface Guest { readonly name: string }
const guests: Record<string, Guest> = {};

const hono = new Hono()
  .get('/honoDefault', (c) => c.text(guests.nobody!./*here:honoDefault*/name))
  .get('/honoRefuses', () => { throw new HTTPException(401, { message: 'not you' }); })
  .get('/honoFails', () => { throw new HTTPException(503, { message: 'not now' }); });

const handled = new Hono()
  .get('/onError', (c) => c.text(guests.nobody!./*here:onError*/name))
  .get('/onErrorRefuses', () => { throw /*here:onErrorRefuses*/new HTTPException(401, { message: 'not you' }); });
handled.onError((failure, c) => {
  console.error(failure);
  return failure instanceof HTTPException ? failure.getResponse() : c.text('failed', 500);
});

const itty = Router()
  .get('/itty', () => guests.nobody!./*here:itty*/name)
  .get('/ittyLogged', () => guests.nobody!./*here:ittyLogged*/name);

const loader = (): string => { throw /*here:framework*/new Error('no session'); };

function failed(): Response { return new Response('failed', { status: 500 }); }

const routes: Record<string, () => Response | Promise<Response>> = {
  tryCatch() {
    try { return Response.json(guests.nobody!./*here:tryCatch*/name); }
    catch (failure) { console.error('join failed', failure); return failed(); }
  },
  framework() {
    try { return new Response(loader()); }
    catch (failure) { console.error(failure); return new Response('Unexpected Server Error', { status: 500 }); }
  },
  consoleLog() {
    try { return Response.json(guests.nobody!./*here:consoleLog*/name); }
    catch (failure) { console.log(failure); return new Response('guest'); }
  },
  wentOn() {
    try { return Response.json(guests.nobody!./*here:wentOn*/name); }
    catch (failure) { console.error(failure); return new Response('guest'); }
  },
  inObject() {
    try { return Response.json(guests.nobody!.name); }
    catch (failure) { console.error({ failure }); return failed(); }
  },
  copied() {
    try { return Response.json(guests.nobody!./*here:copied*/name); }
    catch (failure) {
      const { name, message, stack } = failure as Error;
      console.error({ level: 50, err: { name, message, stack } });
      return failed();
    }
  },
  json() {
    try { return Response.json(guests.nobody!./*here:json*/name); }
    catch (failure) {
      const { message, stack } = failure as Error;
      console.log(JSON.stringify({ level: 'error', message, stack }));
      return failed();
    }
  },
  cause() {
    try { return Response.json(guests.nobody!.name); }
    catch (cause) { console.error(/*here:cause*/new Error('cannot join', { cause })); return failed(); }
  },
  printedCause() {
    try { return Response.json(guests.nobody!./*here:printedCause*/name); }
    catch (cause) { console.error(inspect(new Error('cannot join', { cause }))); return failed(); }
  },
  async aggregate() {
    try { return Response.json(await Promise.any([Promise.reject(new Error('one'))])); }
    catch (failure) { console.error(failure); return failed(); }
  },
  printedAggregate() {
    console.error(inspect(new AggregateError([/*here:printedAggregate*/new Error('one')], 'many')));
    return failed();
  },
  domException() {
    try { return new Response(atob('#')); }
    catch (failure) { console.error(failure); return failed(); }
  },
  thrownToo() {
    try { return Response.json(guests.nobody!./*here:thrownToo*/name); }
    catch (failure) { console.error(failure); throw failure; }
  },
  onPurpose: () => new Response('closed', { status: 503 }),
};

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/hono')) return hono.fetch(request);
    if (pathname.startsWith('/onError')) return handled.fetch(request);
    if (pathname === '/itty') return itty.fetch(request).catch(error);
    if (pathname === '/ittyLogged') {
      return itty.fetch(request).catch((failure: Error) => { console.error(failure); return error(failure); });
    }
    return (await routes[pathname.slice(1)]?.()) ?? new Response(null, { status: 404 });
  },
};
`;

interface Expected {
  /** Of the main failure; undefined: there is none. */
  readonly kind: Failure['kind'] | undefined;
  readonly text: string;
  /** Whether its stack leads to the mark of the route. */
  readonly placed: boolean;
  readonly severity: string;
  /** Further failures. */
  readonly more?: readonly string[];
}

const NO_NAME = "TypeError: Cannot read properties of undefined (reading 'name')";
const ERROR = { kind: 'logged', text: NO_NAME, placed: true, severity: 'error' } as const;
const ANSWERED = { kind: 'answered', text: 'HTTP 500', placed: false, severity: 'off' } as const;

const ROUTES: Readonly<Record<string, Expected>> = {
  honoDefault: ERROR,
  honoRefuses: { kind: undefined, text: '', placed: false, severity: '' },
  honoFails: { ...ANSWERED, text: 'HTTP 503' },
  onError: ERROR,
  onErrorRefuses: { ...ERROR, text: 'Error: not you', severity: 'information' },
  itty: ANSWERED,
  ittyLogged: ERROR,
  tryCatch: ERROR,
  framework: { ...ERROR, text: 'Error: no session' },
  consoleLog: { ...ERROR, severity: 'information' },
  wentOn: { ...ERROR, severity: 'warning' },
  inObject: ANSWERED,
  copied: ERROR,
  json: ERROR,
  cause: { ...ERROR, text: 'Error: cannot join' },
  printedCause: { ...ERROR, more: ['Error: cannot join'] },
  aggregate: { ...ERROR, text: 'AggregateError: All promises were rejected', placed: false },
  printedAggregate: { ...ERROR, text: 'Error: one', more: ['AggregateError: many'] },
  domException: {
    ...ERROR,
    text: "InvalidCharacterError: atob() called with invalid base64-encoded data. (Only whitespace, '+', '/', alphanumeric ASCII, and up to two terminal '=' signs when the input data length is divisible by 4 are allowed.)",
    placed: false,
  },
  thrownToo: { ...ERROR, kind: 'thrown' },
  onPurpose: { ...ANSWERED, text: 'HTTP 503' },
};

/** What a runtime leaves that tells of no Error: the stack is lost where the app did not print it. */
const WITHOUT_STACK = ['honoDefault', 'onError', 'ittyLogged', 'tryCatch', 'framework', 'cause'];

describe('failures that an app catches, on workerd', { timeout: 60_000 }, () => {
  const worker = new TailedWorker();
  const traces = new Map<string, object>();

  before(async () => {
    const url = await worker.deploy(SOURCE, { compatibilityFlags: ['nodejs_compat'] });
    for (const route of Object.keys(ROUTES)) {
      await (await fetch(new URL(route, url))).text();
      const trace = (await worker.traced(traces.size + 1))[traces.size];
      assert.ok(trace);
      traces.set(route, trace);
    }
  });
  after(() => worker.dispose());

  for (const [route, expected] of Object.entries(ROUTES)) {
    it(`are known by kind, place and weight: ${route}`, () => {
      const event = eventOf(traces.get(route));
      const [main, ...more] = failuresOf(event);
      assert.equal(main?.kind, expected.kind);
      if (main === undefined) return;
      assert.equal(textOf(main), expected.text);
      assert.deepEqual(more.map(textOf), expected.more ?? []);
      const mark = `/*here:${route}*/`;
      const place = worker.placeOf(main.stack ?? '', SOURCE);
      assert.equal(place, expected.placed ? SOURCE.indexOf(mark) + mark.length : undefined);
      assert.equal(severityIn(event, main), expected.severity);
    });
  }

  it('are known without a place where the runtime tells of no Error', () => {
    for (const route of WITHOUT_STACK) {
      const event = eventOf(traces.get(route));
      const logs = event.logs.map((log) => ({ ...log, errors: [] }));
      const [main, ...more] = failuresOf({ ...event, logs });
      assert.deepEqual(more, []);
      assert.equal(main && textOf(main), ROUTES[route]?.text);
      assert.equal(main?.stack, undefined);
      assert.equal(main?.kind, 'logged');
    }
  });
});

function eventOf(trace: object | undefined): TailEvent {
  assert.ok(trace);
  const decoded = decodeTailEvent(trace);
  assert.ok(decoded.kind === 'event');
  return decoded.event;
}

function textOf({ name, message }: Failure): string {
  return message === undefined ? name : `${name}: ${message}`;
}

function severityIn(event: TailEvent, { kind, level }: Failure): string {
  const seen = {
    kind,
    failing: isFailing(event),
    status: statusOf(event),
    loud: isLoud(level),
  };
  return severityOf({ outcome: event.outcome, seen }, () => undefined);
}
