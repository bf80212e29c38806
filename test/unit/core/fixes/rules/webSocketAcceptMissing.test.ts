import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { webSocketAcceptMissing } from '../../../../../extension/core/fixes/rules/webSocketAcceptMissing.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const body = (lines: string[], end = 'client') => `    const pair = new WebSocketPair();
    const [client, server] = Object.values(pair);
${lines.map((line) => `    ${line}\n`).join('')}    return new Response(null, { status: 101, webSocket: ${end} });
`;
const handler = (lines: string[], end?: string) =>
  `export default {\n  async fetch(request) {\n${body(lines, end)}  },\n};\n`;
const room = (lines: string[], more = '') =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
${body(lines)}  }${more}
}
`;
const RECEIVES = '\n  webSocketMessage(ws, message) {}';

describe('QF-02 missing accept', () => {
  it('accepts the end before its first use, after a review', () => {
    const fix = checkFix(
      webSocketAcceptMissing,
      handler(["server.addEventListener('message', echo);", "server.▸send('hi');"]),
      'Insert `server.accept()`',
      handler([
        'server.accept();',
        "server.addEventListener('message', echo);",
        "server.send('hi');",
      ]),
    );
    assert.equal(fix.safety, 'review');
  });

  it('accepts it where it is made when it fails in a callback', () => {
    checkFix(
      webSocketAcceptMissing,
      handler(["setTimeout(() => { server.▸send('hi'); }, 10);"]),
      'Insert `server.accept()`',
      handler(['server.accept();', "setTimeout(() => { server.send('hi'); }, 10);"]),
    );
  });

  it('offers itself in a Durable Object without a message handler', () => {
    checkFix(
      webSocketAcceptMissing,
      room(["server.▸send('hi');"]),
      'Insert `server.accept()`',
      room(['server.accept();', "server.send('hi');"]),
    );
  });

  const refused: Record<string, string> = {
    'a Durable Object whose message handler would never run': room(
      ["server.▸send('hi');"],
      RECEIVES,
    ),
    'an end that is accepted': handler(['server.accept();', "server.▸send('hi');"]),
    'an end that other code may accept': handler(['this.take(server);', "server.▸send('hi');"]),
    'the end that is returned': handler(["server.▸send('hi');"], 'server'),
    'a pair of which the other end is accepted': handler([
      'client.accept();',
      "server.▸send('hi');",
    ]),
    'a pair that other code has': handler(['register(pair);', "server.▸send('hi');"]),
    'a socket of another response': handler(["(await fetch(request)).webSocket.▸send('hi');"]),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketAcceptMissing, before);
    });
  }
});
