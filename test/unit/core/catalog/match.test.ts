import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CATALOG, matchMessage } from '../../../../extension/core/catalog/match.ts';
import { rules } from '../../../../extension/core/fixes/rules/index.ts';

/** Texts as the runtime printed them. */
const MESSAGES: readonly (readonly [message: string, key: string])[] = [
  [
    'Illegal invocation: function called with incorrect `this` reference. See https://developers.cloudflare.com/workers/observability/errors/#illegal-invocation-errors for details.',
    'rt:illegal-invocation',
  ],
  ["Can't modify immutable headers.", 'rt:immutable-headers'],
  [
    "Can't return WebSocket in a Response after calling accept().",
    'rt:websocket-returned-after-accept',
  ],
  [
    'You must call one of accept() or state.acceptWebSocket() on this WebSocket before sending messages.',
    'rt:websocket-not-accepted',
  ],
  ['Invalid WebSocket close code: 1005.', 'rt:websocket-close-code'],
  [
    "The Workers runtime canceled this request because it detected that your Worker's code had hung and would never generate a response. Refer to: https://developers.cloudflare.com/workers/observability/errors/",
    'rt:hung',
  ],
  ['The script will never generate a response.', 'rt:hung'],
  [
    'Body has already been used. It can only be used once. Use tee() first if you need to read it twice.',
    'rt:body-used',
  ],
  ["Cannot read properties of undefined (reading 'get')", 'rt:undefined-property'],
  ["Incorrect type for Promise: the Promise did not resolve to 'Response'.", 'rt:no-response'],
  ['Network connection lost.', 'rt:network-lost'],
  ['internal error; reference = abc123', 'rt:internal'],
];

for (const [message, key] of MESSAGES) {
  test(`"${message.slice(0, 60)}" is ${key}`, () => {
    assert.equal(matchMessage(message)?.key, key);
  });
}

test('other messages have no entry', () => {
  for (const message of ['', 'boom', 'connect ECONNREFUSED', 'relation "users" does not exist']) {
    assert.equal(matchMessage(message), undefined, message);
  }
});

test('each entry has a namespaced key and an official https link', () => {
  const hosts = new Set([
    'developers.cloudflare.com',
    'www.cloudflarestatus.com',
    'www.rfc-editor.org',
    'www.iana.org',
  ]);
  assert.ok(CATALOG.size > 50);
  for (const entry of CATALOG.values()) {
    assert.match(entry.key, /^(?:cf:\d+|ws:\d+|rt:[a-z0-9-]+|outcome:\w+)$/);
    const link = new URL(entry.link);
    assert.equal(link.protocol, 'https:');
    assert.ok(hosts.has(link.host), entry.link);
  }
});

test('entries and rules name each other', () => {
  const named = [...CATALOG.values()].flatMap((entry) =>
    entry.fixes.map((fix) => `${entry.key} ${fix}`),
  );
  const answered = rules.flatMap((rule) => rule.codes.map((code) => `${code} ${rule.id}`));
  assert.deepEqual([...new Set(named)].sort(), [...new Set(answered)].sort());
});
