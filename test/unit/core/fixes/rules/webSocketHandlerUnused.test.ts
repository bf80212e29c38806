import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { webSocketHandlerUnused } from '../../../../../extension/core/fixes/rules/webSocketHandlerUnused.ts';
import { checkHint, checkNoHint } from '../../../../support/checkHint.ts';

const PAIR = 'const [client, server] = Object.values(new WebSocketPair());';
const RETURN = 'return new Response(null, { status: 101, webSocket: client });';
const HANDLER = "  webSocketMessage(ws, message) { ws.send('echo ' + message); }\n";

const room = (lines: string[], more = HANDLER, base = 'DurableObject') =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends ${base} {
  fetch(request) {
${[PAIR, ...lines, RETURN].map((line) => `    ${line}\n`).join('')}  }
${more}}
`;
const accepted = (line: string, ...more: string[]) => room([line, ...more]);

describe('QF-03 a handler that no socket comes to', () => {
  it('lets the socket hibernate, for a review', () => {
    const fix = checkHint(
      webSocketHandlerUnused,
      accepted('server.accept();', "server.send('welcome');"),
      'Call `this.ctx.acceptWebSocket(server)`',
      accepted('this.ctx.acceptWebSocket(server);', "server.send('welcome');"),
    );
    assert.equal(fix.safety, 'review');
  });

  it('writes an end of the pair as it stands', () => {
    const byIndex = (line: string) =>
      room([line])
        .replace(PAIR, 'const pair = new WebSocketPair()')
        .replace('client }', 'pair[0] }');
    checkHint(
      webSocketHandlerUnused,
      byIndex('pair[1]!.accept()'),
      'Call `this.ctx.acceptWebSocket(pair[1])`',
      byIndex('this.ctx.acceptWebSocket(pair[1])'),
    );
  });

  const fine: Record<string, string> = {
    'a socket that can hibernate': accepted('this.ctx.acceptWebSocket(server);'),
    'a listener': accepted(
      'server.accept();',
      "server.addEventListener('message', (event) => server.send(event.data));",
    ),
    'a listener of a kind that is not known': accepted(
      'server.accept();',
      'server.addEventListener(kind, listener);',
    ),
    'a handler in a property': accepted('server.accept();', 'server.onmessage = listen;'),
    'a socket that other code has': accepted('server.accept();', 'this.listen(server);'),
    'a socket that only tells of an error': accepted(
      'server.accept();',
      "server.send('failed');",
      'server.close(1011);',
    ),
    'a pair that other code has': accepted('server.accept();').replace(
      'Object.values(new WebSocketPair());',
      'Object.values(this.pair = new WebSocketPair());',
    ),
    'no handler': room(['server.accept();'], ''),
    'a handler that is called by hand': room(
      ['server.accept();'],
      `${HANDLER}  tell(ws) { this.webSocketMessage(ws, 'hello'); }\n`,
    ),
    'another socket that hibernates': room(
      ['server.accept();'],
      `${HANDLER}  join(ws) { this.ctx.acceptWebSocket(ws); }\n`,
    ),
    'a class of a library': room(['server.accept();'], HANDLER, 'Server'),
    'options of `accept()`': accepted('server.accept({ allowHalfOpen: true });'),
  };
  for (const [name, source] of Object.entries(fine)) {
    it(`tells nothing of ${name}`, () => {
      checkNoHint(webSocketHandlerUnused, source);
    });
  }
});
