import { after, test } from 'node:test';
import { assertExplained, type Failure } from './explained.ts';
import { TailedWorker } from './tailedWorker.ts';

const worker = new TailedWorker();
after(() => worker.dispose());

const HTML =
  "const html = (handler) => new HTMLRewriter().on('*', handler).transform(new Response('<a x=y><img>')).text();";

const FAILURES: readonly Failure[] = [
  ['rt:aborted', "await fetch('https://a.com', { signal: AbortSignal.abort() });"],
  ['rt:operation-timeout', 'await scheduler.wait(1000, { signal: AbortSignal.timeout(1) });'],
  ['rt:argument-type/signal', "await fetch('https://a.com', { signal: new AbortController() });"],
  ['rt:argument-type/timer', "setTimeout('work()', 1);"],
  ['rt:get-with-body', "new Request('https://a.com', { body: 'x' });"],
  ['rt:http-method', "new Request('https://a.com', { method: 'SEND' });"],
  ['rt:integrity', "new Request('https://a.com', { integrity: 'sha256-x' });"],
  ['rt:redirect-value', "new Request('https://a.com', { redirect: 'error' });"],
  ['rt:field-not-implemented/cache', "new Request('https://a.com', { cache: 'default' });"],
  [
    'rt:cf-cache-options',
    "await fetch('https://a.com', { cache: 'no-store', cf: { cacheTtl: 5 } });",
  ],
  ['rt:header-value', "new Headers({ a: 'x\\ny' });"],
  ['rt:header-value/name', "new Headers({ 'a b': 'x' });"],
  ['rt:headers-get-all', "new Headers().getAll('accept');"],
  ['rt:pairs', "new Headers([['a']]);"],
  ['rt:pairs', "new URLSearchParams([['a']]);"],
  ['rt:invalid-url/href', "new URL('https://a.com').href = '/login';"],
  ['rt:status-text', "new Response('x', { statusText: 'a\\nb' });"],
  ['rt:encode-body', "new Response('x', { encodeBody: 'gzip' });"],
  ['rt:form-data-type', "await new Response('x').formData();"],
  [
    'rt:form-charset',
    "await new Response('a', { headers: { 'content-type': 'application/x-www-form-urlencoded; charset=latin1' } }).formData();",
  ],
  ['rt:form-name', "const f = new FormData(); f.set('a\\\\', 'b'); await new Response(f).text();"],
  ['rt:btoa-latin1', "btoa('ж');"],
  ['rt:base64/from', "Uint8Array.fromBase64('*');"],
  ['rt:encoding-label', "new TextDecoder('utf-32');"],
  ['rt:decode-failed', "new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]));"],
  ['rt:eventsource', "new EventSource('/events');"],
  ['rt:eventsource/credentials', "new EventSource('https://a.com', { withCredentials: true });"],
  ['rt:error-response', "await caches.default.put('https://a.com', Response.error());"],
  ['rt:not-implemented/cache', "await caches.match('https://a.com');"],
  ['rt:cache-name', "await caches.open('x'.repeat(2000));"],
  [
    'rt:cache-partial',
    "await caches.default.put('https://a.com', new Response('a', { status: 206 }));",
  ],
  ['rt:listener-options', "new EventTarget().addEventListener('x', () => {}, { passive: true });"],
  ['rt:message-port', 'new MessageChannel().port1.postMessage(1, [new ArrayBuffer(1)]);'],
  ['rt:url-pattern', "new URLPattern('/items/:id');"],
  ['rt:url-pattern/base', "new URLPattern().test({ pathname: '/' }, 'https://a.com');"],
  ['rt:websocket-constructor', "new WebSocket('https://a.com');"],
  ['rt:websocket-constructor/protocol', "new WebSocket('wss://a.com', 'a b');"],
  ['rt:websocket-client-accept', "new WebSocket('wss://a.com').accept();"],
  ['rt:html-selector', "new HTMLRewriter().on('a >', {});"],
  ['rt:html-selector/unsupported', "new HTMLRewriter().on('a:hover', {});"],
  ['rt:html-name', `${HTML} await html({ element(e) { e.setAttribute('a b', 'c'); } });`],
  ['rt:html-end-tag', `${HTML} await html({ element(e) { e.onEndTag(() => {}); } });`],
  [
    'rt:html-attributes',
    `${HTML} await html({ element(e) { for (const [name] of e.attributes) e.removeAttribute(name); } });`,
  ],
  [
    'rt:buffer-detached',
    'const b = new ArrayBuffer(4); structuredClone(b, { transfer: [b] }); structuredClone(b);',
  ],
];

/** What an old compatibility date says in other words. */
const OLD_FAILURES: readonly Failure[] = [
  ['rt:field-not-implemented/cache', "new Request('https://a.com', { cache: 'no-store' });"],
  ['rt:invalid-url/base', "new URL('/a', '/b');"],
  ['rt:pairs', "new URLSearchParams([['a']]);"],
  ['rt:cache-url', "await caches.default.match('items');"],
  ['rt:url-pattern', "new URLPattern({ pathname: '/:a/:a' });"],
  ['rt:url-pattern/relative', "new URLPattern('/items');"],
  ['rt:url-pattern/base', "new URLPattern().test({ pathname: '/' }, 'https://a.com');"],
];

test('what workerd says of web APIs has the entry that explains it', async () => {
  await assertExplained(worker, FAILURES);
});

test('so has what it says with an old compatibility date', async () => {
  await assertExplained(worker, OLD_FAILURES, '2021-11-01');
});
