import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { applyEdits } from '../../../../../extension/core/fixes/edits/editBuilder.ts';
import { webSocketEnds } from '../../../../../extension/core/fixes/rules/webSocketEnds.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async ▸fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const unmarked = (text: string) => text.replace('▸', '');
const pair = 'const [client, server] = Object.values(new WebSocketPair());';
const answer = (end: string) => `return new Response(null, { status: 101, webSocket: ${end} });`;
const RETURN_CLIENT = 'Return `client`, the other end of the WebSocketPair';

const fixed: { name: string; before: string; title: string; after: string }[] = [
  {
    name: 'returns the end that is not accepted',
    before: handler(pair, 'server.accept();', answer('server')),
    title: RETURN_CLIENT,
    after: handler(pair, 'server.accept();', answer('client')),
  },
  {
    name: 'knows the ends of a typed tuple',
    before: handler(
      'const [client, server] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket];',
      'server.accept();',
      answer('server'),
    ),
    title: RETURN_CLIENT,
    after: handler(
      'const [client, server] = Object.values(new WebSocketPair()) as [WebSocket, WebSocket];',
      'server.accept();',
      answer('client'),
    ),
  },
  {
    name: 'knows the ends of a pair with a name, by index and by pattern',
    before: handler(
      'const pair = new WebSocketPair();',
      'const { 0: mine, 1: theirs } = pair;',
      'mine.accept();',
      "mine.addEventListener('message', () => mine.send('x'));",
      answer('pair[0]'),
    ),
    title: 'Return `theirs`, the other end of the WebSocketPair',
    after: handler(
      'const pair = new WebSocketPair();',
      'const { 0: mine, 1: theirs } = pair;',
      'mine.accept();',
      "mine.addEventListener('message', () => mine.send('x'));",
      answer('theirs'),
    ),
  },
  {
    name: 'writes a member of the pair where the other end has no name',
    before: handler('const pair = new WebSocketPair();', 'pair[1]!.accept();', answer('pair[1]')),
    title: 'Return `pair[0]`, the other end of the WebSocketPair',
    after: handler('const pair = new WebSocketPair();', 'pair[1]!.accept();', answer('pair[0]')),
  },
  {
    name: 'keeps the key of a shorthand property',
    before: handler(
      'const [other, webSocket] = Object.values(new WebSocketPair());',
      'webSocket.accept();',
      'return new Response(null, { status: 101, webSocket });',
    ),
    title: 'Return `other`, the other end of the WebSocketPair',
    after: handler(
      'const [other, webSocket] = Object.values(new WebSocketPair());',
      'webSocket.accept();',
      'return new Response(null, { status: 101, webSocket: other });',
    ),
  },
  {
    name: 'knows the hibernation call',
    before: handler(pair, 'this.ctx.acceptWebSocket(server, ["a"]);', answer('server')),
    title: RETURN_CLIENT,
    after: handler(pair, 'this.ctx.acceptWebSocket(server, ["a"]);', answer('client')),
  },
  {
    name: 'mends every answer with the wrong end',
    before: handler(
      pair,
      'server.accept();',
      `if (request.url) ${answer('server')}`,
      answer('server'),
    ),
    title: RETURN_CLIENT,
    after: handler(
      pair,
      'server.accept();',
      `if (request.url) ${answer('client')}`,
      answer('client'),
    ),
  },
  {
    name: 'accepts the other end when that is the one the program works with',
    before: handler(
      pair,
      'client.accept();',
      "server.addEventListener('message', echo);",
      answer('client'),
    ),
    title: 'Accept `server`, the end that is not returned',
    after: handler(
      pair,
      'server.accept();',
      "server.addEventListener('message', echo);",
      answer('client'),
    ),
  },
  {
    name: 'finds the pair in a callback of the handler',
    before: handler(`return guard(() => { ${pair} server.accept(); ${answer('server')} });`),
    title: RETURN_CLIENT,
    after: handler(`return guard(() => { ${pair} server.accept(); ${answer('client')} });`),
  },
];

describe('QF-02 ends of a WebSocketPair', () => {
  for (const { name, before, title, after } of fixed) {
    it(name, () => {
      const fix = checkFix(webSocketEnds, before, title, unmarked(after), { reach: 'handler' });
      assert.equal(fix.safety, 'safe');
    });
  }

  it('offers each of two mistakes to be looked at where the place does not tell which', () => {
    const before = handler(
      pair,
      'server.accept();',
      `if (request.url) ${answer('server')}`,
      'const [a, b] = Object.values(new WebSocketPair());',
      'b.accept();',
      answer('b'),
    );
    const after = before.replace('webSocket: b', 'webSocket: a');
    const fixes = offeredAt(webSocketEnds, before, { reach: 'handler' });
    assert.deepEqual(
      fixes.map(({ title, safety }) => ({ title, safety })),
      [
        { title: `${RETURN_CLIENT} (line 5)`, safety: 'review' },
        { title: 'Return `a`, the other end of the WebSocketPair (line 8)', safety: 'review' },
      ],
    );
    assert.equal(applyEdits(unmarked(before), fixes[1]?.edits ?? []), unmarked(after));
  });

  it('finds the only mistake in a function that the handler calls', () => {
    const other = (end: string) => `${handler('return other();')}
function other() {
  ${pair}
  server.accept();
  ${answer(end)}
}
`;
    checkFix(webSocketEnds, other('server'), RETURN_CLIENT, unmarked(other('client')), {
      reach: 'handler',
    });
  });

  const refused: Record<string, string> = {
    'swapped ends, which work': handler(
      'const pair = new WebSocketPair();',
      'pair[0].accept();',
      answer('pair[1]'),
    ),
    'the right ends': handler(pair, 'server.accept();', answer('client')),
    'an end handed in from another function':
      '▸function upgrade(server) {\n  server.accept();\n  return new Response(null, { status: 101, webSocket: server });\n}\n',
    'a proxy that returns the socket of another response': handler(
      'const resp = await fetch(request);',
      'resp.webSocket.accept();',
      answer('resp.webSocket'),
    ),
    'a proxy that forwards the request': handler('return fetch(request);'),
    'both ends accepted': handler(pair, 'client.accept();', 'server.accept();', answer('client')),
    'ends that are both worked with': handler(
      pair,
      'server.accept();',
      'server.send("a");',
      'client.send("b");',
      answer('server'),
    ),
    'a pair that other code may change': handler(
      'const pair = new WebSocketPair();',
      'register(pair);',
      'pair[1].accept();',
      answer('pair[1]'),
    ),
    'a WebSocketPair of the file itself': `class WebSocketPair {}
${handler(pair, 'server.accept();', answer('server'))}`,
    'an end that has no name': handler(
      'const [, server] = Object.values(new WebSocketPair());',
      'server.accept();',
      answer('server'),
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketEnds, before, { reach: 'handler' });
    });
  }
});
