import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { webSocketDeaf } from '../../../../../extension/core/fixes/rules/webSocketDeaf.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix, type PlaceOptions } from '../../../../support/checkFix.ts';

const HANDLER: PlaceOptions = { reach: 'handler' };
const PAIR = 'const [client, server] = Object.values(new WebSocketPair());';
const RETURN = 'return new Response(null, { status: 101, webSocket: client });';
const lines = (all: string[]) => all.map((line) => `    ${line}\n`).join('');
const handler = (...all: string[]) =>
  `export default {\n  async ▸fetch(request) {\n${lines(all)}  },\n};\n`;
const room = (all: string[], more = '') =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async ▸fetch(request) {
${lines(all)}  }
${more}}
`;
const unmarked = (source: string) => source.replace('▸', '');
const LISTEN = "server.addEventListener('message', echo);";
const RECEIVES = '  webSocketMessage(ws, message) {}\n';

describe('QF-02 neither end accepted', () => {
  const fixed: [name: string, before: string, title: string, after: string][] = [
    [
      'accepts the end before its listeners',
      handler(PAIR, LISTEN, RETURN),
      'Insert `server.accept()`',
      handler(PAIR, 'server.accept();', LISTEN, RETURN),
    ],
    [
      'accepts the end that nothing is done with',
      handler(
        'const pair = new WebSocketPair();',
        'return new Response(null, { status: 101, webSocket: pair[1] });',
      ),
      'Insert `pair[0].accept()`',
      handler(
        'const pair = new WebSocketPair();',
        'pair[0].accept();',
        'return new Response(null, { status: 101, webSocket: pair[1] });',
      ),
    ],
    [
      'lets an object hibernate that takes messages',
      room([PAIR, RETURN], RECEIVES),
      'Insert `this.ctx.acceptWebSocket(server)`',
      room([PAIR, 'this.ctx.acceptWebSocket(server);', RETURN], RECEIVES),
    ],
    [
      'lets an object with listeners stay awake',
      room([PAIR, LISTEN, RETURN]),
      'Insert `server.accept()`',
      room([PAIR, 'server.accept();', LISTEN, RETURN]),
    ],
    [
      'finds the pair of a function that the handler calls',
      `function open() {\n${lines([PAIR, LISTEN, RETURN])}}\n${handler('return open();')}`,
      'Insert `server.accept()`',
      `function open() {\n${lines([PAIR, 'server.accept();', LISTEN, RETURN])}}\n${handler('return open();')}`,
    ],
  ];
  for (const [name, before, title, after] of fixed) {
    it(name, () => {
      const fix = checkFix(webSocketDeaf, before, title, unmarked(after), HANDLER);
      assert.equal(fix.safety, 'review');
    });
  }

  it('tells of it, for nothing else does', () => {
    const tree = parseSource(unmarked(handler(PAIR, LISTEN, RETURN)), 'worker.ts');
    assert.ok(tree);
    const [problem] = checkModule(tree, undefined, [webSocketDeaf]);
    assert.equal(
      problem?.finding.hint,
      'Neither end of the WebSocketPair is accepted: nothing that the client sends arrives.',
    );
  });

  const refused: Record<string, string> = {
    'an accepted end': handler(PAIR, 'server.accept();', RETURN),
    'swapped ends': handler(PAIR, 'client.accept();', RETURN.replace('client', 'server')),
    'an end that other code has': handler(PAIR, 'this.handle(server);', RETURN),
    'a pair that other code has': handler(
      'const pair = new WebSocketPair();',
      'await room.join(pair);',
      'return new Response(null, { status: 101, webSocket: pair[0] });',
    ),
    'a pair in a property': handler(
      'const pair = new WebSocketPair();',
      'this.socket = pair[1];',
      'return new Response(null, { status: 101, webSocket: pair[0] });',
    ),
    'an end in a variable that may be set again': handler(
      'const pair = new WebSocketPair();',
      'let server = pair[1];',
      'server.accept();',
      'if (late) server = undefined;',
      'return new Response(null, { status: 101, webSocket: pair[0] });',
    ),
    'ends in a list': handler(
      'const [client, ...others] = Object.values(new WebSocketPair());',
      'others.forEach((one) => one.accept());',
      RETURN,
    ),
    'a method that is taken off its end': handler(PAIR, 'later(server.accept);', RETURN),
    'an end in a closure that accepts it': handler(
      PAIR,
      'const start = () => server.accept();',
      'start();',
      RETURN,
    ),
    'the socket of another response': handler(
      'const { webSocket } = await fetch(request);',
      'return new Response(null, { status: 101, webSocket });',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketDeaf, before, HANDLER);
    });
  }
});
