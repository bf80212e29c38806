import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import type { Safety } from '../../../../../extension/core/fixes/fixRule.ts';
import { webSocketAcceptOrder } from '../../../../../extension/core/fixes/rules/webSocketAcceptOrder.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
    const [client, server] = Object.values(new WebSocketPair());
${lines.map((line) => `    ${line}\n`).join('')}    return new Response(null, { status: 101, webSocket: client });
  },
};
`;
const TITLE = 'Call `server.accept()` before the first `send()`';

const fixed: { name: string; before: string; title: string; after: string; safety?: Safety }[] = [
  {
    name: 'moves the accept up',
    before: handler('server.▸send("welcome");', 'server.accept();'),
    title: TITLE,
    after: handler('server.accept();', 'server.send("welcome");'),
  },
  {
    name: 'moves it above the first of several calls',
    before: handler('server.send("a");', '▸server.send("b");', '', 'server.accept();', 'log();'),
    title: TITLE,
    after: handler('server.accept();', 'server.send("a");', 'server.send("b");', '', 'log();'),
  },
  {
    name: 'moves it above a branch, from a close',
    before: handler('if (late) {', '  server.▸close(1000);', '}', 'server.accept();'),
    title: 'Call `server.accept()` before the first `close()`',
    after: handler('server.accept();', 'if (late) {', '  server.close(1000);', '}'),
  },
  {
    name: 'moves the hibernation call',
    before: handler('server.▸send("welcome");', 'this.ctx.acceptWebSocket(server, [name]);'),
    title: 'Call `this.ctx.acceptWebSocket(server, [name])` before the first `send()`',
    after: handler('this.ctx.acceptWebSocket(server, [name]);', 'server.send("welcome");'),
  },
  {
    name: 'asks for a review when the handler waits in between',
    before: handler('server.▸send("welcome");', 'await load();', 'server.accept();'),
    title: TITLE,
    after: handler('server.accept();', 'server.send("welcome");', 'await load();'),
    safety: 'review',
  },
  {
    name: 'leaves what else is on the line',
    before: handler('server.▸send("welcome"); server.accept(); log();'),
    title: TITLE,
    after: handler('server.accept();', 'server.send("welcome"); log();'),
  },
];

describe('QF-02 accept before use', () => {
  for (const { name, before, title, after, safety = 'safe' } of fixed) {
    it(name, () => {
      assert.equal(checkFix(webSocketAcceptOrder, before, title, after).safety, safety);
    });
  }

  it('keeps CRLF, tabs and missing semicolons', () => {
    const style = (text: string) =>
      text.replaceAll('\n', '\r\n').replaceAll('    ', '\t').replaceAll(';', '');
    const before = handler('server.▸send("welcome");', 'server.accept();');
    const after = handler('server.accept();', 'server.send("welcome");');
    checkFix(webSocketAcceptOrder, style(before), TITLE, style(after));
  });

  const refused: Record<string, string> = {
    'the right order': handler('server.accept();', 'server.▸send("welcome");'),
    'an accept that may not happen': handler(
      'server.▸send("a");',
      'if (request.url) { server.accept(); }',
    ),
    'a call in another function': handler(
      'const greet = () => { server.▸send("a"); };',
      'greet();',
      'server.accept();',
    ),
    'an accept that needs what is made in between': handler(
      'server.▸send("a");',
      'const tags = [request.url];',
      'this.ctx.acceptWebSocket(server, tags);',
    ),
    'a socket of another response': handler(
      'const other = (await fetch(request)).webSocket;',
      'other.▸send("a");',
      'other.accept();',
    ),
    'the end that is returned': handler('client.▸send("a");', 'client.accept();'),
    'an end that is accepted twice': handler(
      'server.▸send("a");',
      'server.accept();',
      'server.accept();',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketAcceptOrder, before);
    });
  }
});
