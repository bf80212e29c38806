import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { webSocketAcceptHibernation } from '../../../../../extension/core/fixes/rules/webSocketAcceptHibernation.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const body = (lines: string[], end = 'client') => `    const pair = new WebSocketPair();
    const [client, server] = Object.values(pair);
${lines.map((line) => `    ${line}\n`).join('')}    return new Response(null, { status: 101, webSocket: ${end} });
`;
const room = (lines: string[], more = '') =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
${body(lines)}  }${more}
}
`;
const RECEIVES = '\n  webSocketMessage(ws, message) {}';

describe('QF-02 missing hibernation accept', () => {
  for (const more of ['', RECEIVES]) {
    it(`accepts the end by the object's context${more && ', which has a message handler'}`, () => {
      const fix = checkFix(
        webSocketAcceptHibernation,
        room(["server.▸send('hi');"], more),
        'Insert `this.ctx.acceptWebSocket(server)`',
        room(['this.ctx.acceptWebSocket(server);', "server.send('hi');"], more),
      );
      assert.equal(fix.safety, 'review');
    });
  }

  const refused: Record<string, string> = {
    'an end whose listeners would never run': room([
      "server.addEventListener('message', echo);",
      "server.▸send('hi');",
    ]),
    'a Worker that is no Durable Object': `export default {
  async fetch() {
${body(["server.▸send('hi');"])}  },
};
`,
    'a class that only has the name of one': room(["server.▸send('hi');"]).replace(
      'cloudflare:workers',
      './durableObject',
    ),
    'an end that is accepted': room(['this.ctx.acceptWebSocket(server);', "server.▸send('hi');"]),
    'the end that is returned': room(["client.▸send('hi');"]),
    'a function with a `this` of its own': room([
      'function greet() { const [a, b] = Object.values(new WebSocketPair()); b.▸send("hi"); }',
    ]),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketAcceptHibernation, before);
    });
  }
});
