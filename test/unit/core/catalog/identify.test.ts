import assert from 'node:assert/strict';
import { test } from 'node:test';
import { identify, type Origin } from '../../../../extension/core/catalog/identify.ts';
import { ENTRIES } from '../../../../extension/core/catalog/catalog.ts';
import { readInventory } from '../../../inventory/inventory.ts';
import { FOREIGN_MESSAGES } from './foreignMessages.ts';
import { RUNTIME_MESSAGES } from './runtimeMessages.ts';

function codes(text: string, origin: Origin): readonly string[] | undefined {
  return identify(text, origin)?.meanings.map(({ code }) => code);
}

const failed = (path: string, code: number, text = ''): string =>
  `✘ [ERROR] A request to the Cloudflare API (${path}) failed.\n\n  ${text} [code: ${code}]`;

const CASES: readonly (readonly [origin: Origin, text: string, codes: readonly string[]])[] = [
  // The path of an API call names the product, and the product decides.
  ['tool', failed('/accounts/a/workers/scripts/shop', 10007), ['api:10007']],
  ['tool', failed('/accounts/a/workers/services/shop/environments', 10006), ['api:10006']],
  ['tool', failed('/accounts/a/r2/buckets/b', 10006), ['r2:10006']],
  ['tool', failed('/accounts/a/pipelines/p', 10006), ['pipelines:10006']],
  ['tool', failed('/accounts/a/rules/lists/l/items', 10052), ['lists:10052']],
  ['tool', failed('/accounts/a/rules/lists/l/items', 10045), ['lists:10045']],
  ['tool', failed('/accounts/a/storage/kv/namespaces', 10014), ['kv:10014']],
  ['tool', failed('/accounts/a/d1/database/d', 7404), ['d1:7404']],
  ['tool', failed('/accounts/a/queues/q/consumers', 10023), ['queues:10023']],
  ['tool', failed('/accounts/a/workers/scripts/s/queue-consumers', 11001), ['queues:11001']],
  ['tool', failed('/accounts/a/workers/scripts/s/tails', 10058), ['api:10058']],
  ['tool', failed('/accounts/a/d1/database/d/query', 7500), ['d1:7500']],
  ['tool', failed('/accounts/a/cfd_tunnel/t', 10000), ['tunnel:10000']],
  // An error of the login is the same for every product; any other number is not guessed.
  ['tool', failed('/accounts/a/d1/database/d', 10000), ['api:10000']],
  ['tool', failed('/accounts/a/d1/database/d', 10052), []],
  ['tool', failed('/accounts/a/workers/scripts/shop', 99999), []],
  // Without a path the text decides, else all meanings are shown.
  ['tool', 'This Worker does not exist on your account. [code: 10007]', ['api:10007']],
  ['tool', 'something [code: 10006]', ['api:10006', 'r2:10006', 'pipelines:10006']],
  [
    'tool',
    failed('/accounts/a/workers/scripts/s', 10021, 'Script startup exceeded CPU time limit.'),
    ['api:10021/startup-cpu'],
  ],
  [
    'tool',
    failed('/accounts/a/workers/scripts/s', 10021, 'Uncaught Error: No such module "node:fs".'),
    ['api:10021/no-such-module'],
  ],
  ['tool', failed('/accounts/a/workers/scripts/s', 10021, 'something new'), ['api:10021']],
  [
    'pasted',
    '{"success":false,"errors":[{"message":"x","code":10052}],"messages":[]}',
    ['api:10052', 'lists:10052'],
  ],
  ['tool', "get namespace: 'namespace not found' [code: 10013]", ['kv:10013']],
  // A path of a product that the catalog does not know: its numbers are its own.
  ['tool', failed('/accounts/a/hyperdrive/configs', 10016), []],
  ['tool', failed('/accounts/a/vectorize/v2/indexes', 10000), ['api:10000']],
  // "Uncaught" is also said of what a handler throws: only a start-up beside it decides.
  ['pasted', 'Uncaught TypeError: mine', []],
  ['tool', 'Uncaught TypeError: mine', []],
  ['pasted', 'Uncaught (in response) Error: Network connection lost', ['rt:network-lost']],
  ['pasted', 'Uncaught TypeError: mine\n  [code: 10021]', ['api:10021/uncaught']],
  ['pasted', 'service core:user:shop: Uncaught Error: mine', ['api:10021/uncaught']],
  [
    'pasted',
    'service core:user:shop: Uncaught EvalError: Code generation from strings disallowed',
    ['api:10021/eval'],
  ],
  ['pasted', '$ npx wrangler deploy\n\nUncaught TypeError: mine', ['api:10021/uncaught']],
  // The edge says so in a body of its own, or on a page with a Ray ID.
  ['exception', `Unexpected token 'e', "error code: 1042" is not valid JSON`, ['cf:1042']],
  ['log', 'upstream answered 404: error code: 1042', ['cf:1042']],
  ['pasted', 'HTTP/2 500\ncontent-type: text/plain\n\nerror code: 1101', ['cf:1101']],
  [
    'pasted',
    '<h1><span>Error</span> <span>1101</span></h1><p>Worker threw exception</p>Ray ID: <strong>8f</strong>',
    ['cf:1101'],
  ],
  ['pasted', 'error code: 1150', ['cf:1150']],
  ['pasted', 'error code: 1012', ['cf:1012']],
  ['pasted', '1012', ['cf:1012', 'ws:1012']],
  ['pasted', 'error code: 1999', []],
  // R2, D1, Workers AI.
  ['exception', 'put: The specified bucket does not exist. (10006)', ['r2:10006']],
  ['exception', 'get: Something. (10007)', ['r2:10007']],
  ['exception', 'put: Reduce your concurrent request rate. (10058)', ['r2:10058']],
  ['exception', 'put: Something. (100100)', ['r2:100100']],
  ['log', 'upload failed Error: put: Something. (10006)\n    at put (a.js:1006:1)', ['r2:10006']],
  // A number in parentheses is a code only where the message tells the product.
  ['exception', 'Something failed. (10006)', []],
  ['exception', 'The input: something. (10007)', []],
  ['exception', 'Queue send failed: Something. (10023)', ['queues:10023']],
  ['exception', 'batch size of 331750 bytes exceeds something (10023)', ['queues:10023']],
  ['exception', 'D1_ERROR: Something. (7404)', ['d1:7404']],
  ['exception', 'D1_ERROR: no such table: users: SQLITE_ERROR', ['rt:d1-no-table']],
  [
    'exception',
    'D1_ERROR: UNIQUE constraint failed: users.id: SQLITE_CONSTRAINT',
    ['rt:d1-error/unique'],
  ],
  ['exception', '3040: Capacity temporarily exceeded, please try again.', ['ai:3040']],
  ['exception', 'InferenceUpstreamError: 3007: Request timeout', ['ai:3007']],
  ['exception', '5007: No such model @cf/a/b or task', ['ai:5007']],
  // An exact text of the runtime comes before the number in it.
  ['exception', 'Invalid WebSocket close code: 1005.', ['rt:websocket-close-code']],
  // A close code stands beside a word of WebSockets.
  ['log', 'socket closed {"code":1006,"wasClean":false}', ['ws:1006']],
  ['log', 'ws closed 1006', ['ws:1006']],
  ['log', 'webSocketClose(ws, 4001, "kicked")', ['ws:4001']],
  ['log', 'calling server.close(1011, "boom")', ['ws:1011']],
  ['log', 'closeCode=1009 on the websocket', ['ws:1009']],
  ['log', 'CloseEvent: code 1015', ['ws:1015']],
  // Beside a socket, a number that somebody has described is not taken for one of a range.
  ['log', 'websocket: upstream said code 3036', ['ws:3036', 'ai:3036']],
  ['log', 'ws closed with code 1101', ['cf:1101', 'mysql:1101']],
  ['log', 'server.close(3036)', ['ws:3036']],
  // The number of a line in a stack is no code.
  ['log', 'Error: mine\n    at WebSocket.close (socket.js:1006:12)', []],
  ['log', '{"stack":"Error: mine\\n    at WebSocket.close (socket.js:1006:12)"}', []],
  ['pasted', 'script will never generate a response', ['rt:hung']],
  // Lines after the first hold the answer when the first says nothing.
  [
    'exception',
    'Failed query: insert into users\nparams: 1\nD1_ERROR: no such table: users: SQLITE_ERROR',
    ['rt:d1-no-table'],
  ],
  ['log', 'Error: save failed\n  [cause]: Error: Network connection lost.', ['rt:network-lost']],
  // The first line that says something is what was thrown; the rest are its causes.
  [
    'log',
    "TypeError: Cannot read properties of undefined (reading 'a')\nError: Durable Object reset because its code was updated.",
    ['rt:undefined-property'],
  ],
  // A long line that a terminal broke.
  ['pasted', 'TypeError: Body has\n  already been used.', ['rt:body-used']],
  // MySQL's errors have an errno or an SQL state beside them.
  [
    'exception',
    `{"code":"ER_BAD_HOST_ERROR","errno":1042,"sqlState":"08S01","message":"Can't get hostname"}`,
    ['mysql:1042'],
  ],
  ['log', 'ERROR 1101 (42000): BLOB column cannot have a default value', ['mysql:1101']],
  // Nothing decides: every meaning.
  ['log', 'failed with code 1006', ['cf:1006', 'ws:1006']],
  ['pasted', '1015', ['cf:1015', 'ws:1015', 'cache:1015']],
  ['pasted', ' Error 1010 ', ['cf:1010', 'ws:1010']],
  ['pasted', 'code: 1101', ['cf:1101', 'mysql:1101']],
  // A code alone.
  ['pasted', 'ws:1006', ['ws:1006']],
  ['pasted', 'rt:hung', ['rt:hung']],
  ['pasted', 'exceededCpu', ['outcome:exceededCpu']],
  ['pasted', '  cf:1042\n', ['cf:1042']],
];

for (const [origin, text, wanted] of CASES) {
  const line = text.replaceAll(/\s+/g, ' ').slice(0, 90);
  test(`${origin} "${line}" is ${wanted.join(' or ') || 'not described'}`, () => {
    assert.deepEqual(codes(text, origin) ?? [], wanted);
  });
}

for (const [code, name, message] of RUNTIME_MESSAGES) {
  test(`"${message.replaceAll(/\s+/g, ' ').slice(0, 80)}" is ${code}`, () => {
    assert.deepEqual(codes(message, 'exception'), [code]);
    // As it stands in a log of one's own, and as somebody would paste it.
    assert.deepEqual(codes(`request failed: ${name}: ${message}`, 'log'), [code]);
    assert.deepEqual(
      codes(`Uncaught (in promise) ${name}: ${message}\n    at fetch (a.js:1:2)`, 'pasted'),
      [code],
    );
    // As tools and titles of issues have it. A word alone is an outcome.
    const bare = message.replace(/\.$/, '');
    if (!bare.includes(' ')) return;
    for (const text of [
      bare,
      `Error: ${bare}`,
      `[${name}: ${message}]`,
      `Uncaught ${name}: ${bare}`,
    ]) {
      assert.deepEqual(codes(text, 'pasted'), [code], text);
    }
  });
}

test('every runtime entry is found by a text that is really printed', async () => {
  const inventory = [...(await readInventory()).values()].flat();
  const printed = new Set([
    ...RUNTIME_MESSAGES.map(([code]) => code),
    ...inventory.map(({ verdict }) => verdict),
  ]);
  const silent = ENTRIES.filter(({ key }) => key.startsWith('rt:') && !printed.has(key));
  assert.deepEqual(
    silent.map(({ key }) => key),
    [],
  );
});

test('messages of Node, databases and libraries mean nothing here', () => {
  assert.ok(FOREIGN_MESSAGES.length >= 200);
  for (const message of FOREIGN_MESSAGES) {
    for (const origin of ['exception', 'log'] as const) {
      assert.deepEqual(codes(message, origin), undefined, `${origin}: ${message}`);
    }
  }
});

test('a number that is a quantity or an id is no close code, even beside a socket', () => {
  for (const text of ['socket timeout after 1000 ms', 'ws: 1001 bytes', 'close to 1013.5 items']) {
    assert.equal(codes(text, 'log'), undefined, text);
  }
});

test('an error of Node.js is found behind its code, and its short texts only as a whole message', () => {
  const path = 'The "path" argument must be of type string. Received type number (1)';
  assert.deepEqual(codes(`TypeError [ERR_INVALID_ARG_TYPE]: ${path}`, 'log'), ['node:arg-type']);
  const ended = 'write after end';
  assert.deepEqual(codes(`Error [ERR_STREAM_WRITE_AFTER_END]: ${ended}`, 'log'), [
    'node:stream-ended',
  ]);
  for (const text of [`cannot ${ended} of file`, 'Invalid status code: 404', 'already connected']) {
    assert.equal(codes(text, 'exception'), undefined, text);
  }
});

test('a text that nobody knows means nothing', () => {
  for (const text of ['', ' ', 'boom', '🔥', 'x'.repeat(100_000)]) {
    assert.equal(codes(text, 'pasted'), undefined);
  }
});
