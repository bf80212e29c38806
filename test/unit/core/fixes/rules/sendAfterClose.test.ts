import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { sendAfterClose } from '../../../../../extension/core/fixes/rules/sendAfterClose.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const ERROR = { message: "Can't call WebSocket send() after close()." };
const ONLY_OPEN = 'Send only while `server` is open';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
${lines.map((line) => `    ${line}\n`).join('')}    return new Response(null, { status: 101, webSocket: client });
  },
};
`;
const room = (...lines: string[]) =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async webSocketMessage(ws, message) {
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`;

const LATER = 'setTimeout(() => server.close(), 10);';
const CLOSED = handler('server.close(1000, "bye");', '▸server.send("late");');

const fixed: [name: string, before: string, title: string, after: string][] = [
  [
    'sends only to an open socket',
    handler(LATER, 'await work();', '▸server.send("late");'),
    ONLY_OPEN,
    handler(
      LATER,
      'await work();',
      'if (server.readyState === WebSocket.OPEN) server.send("late");',
    ),
  ],
  [
    'guards each peer of a room',
    room('for (const peer of this.ctx.getWebSockets()) ▸peer.send(message);'),
    'Send only while `peer` is open',
    room(
      'for (const peer of this.ctx.getWebSockets()) if (peer.readyState === WebSocket.OPEN) peer.send(message);',
    ),
  ],
  [
    'gives a short function a body',
    room('this.ctx.getWebSockets().forEach((peer) => ▸peer.send(message));'),
    'Send only while `peer` is open',
    room(
      'this.ctx.getWebSockets().forEach((peer) => { if (peer.readyState === WebSocket.OPEN) peer.send(message); });',
    ),
  ],
  [
    'leaves an else to its if',
    handler(LATER, 'if (a) ▸server.send(a);', 'else b();'),
    ONLY_OPEN,
    handler(
      LATER,
      'if (a) { if (server.readyState === WebSocket.OPEN) server.send(a); }',
      'else b();',
    ),
  ],
  [
    'trusts the error where the source does not show a socket',
    'function tell(peer, text) {\n  this.peers.get(peer);\n  ▸this.peer?.send(text);\n}\n',
    'Send only while `this.peer` is open',
    'function tell(peer, text) {\n  this.peers.get(peer);\n  if (this.peer?.readyState === WebSocket.OPEN) this.peer?.send(text);\n}\n',
  ],
  [
    'guards what a timer sends, after the client may have left',
    handler('setInterval(() => ▸server.send("tick"), 1000);'),
    ONLY_OPEN,
    handler(
      'setInterval(() => { if (server.readyState === WebSocket.OPEN) server.send("tick"); }, 1000);',
    ),
  ],
  [
    'looks again after something was waited for',
    room('if (ws.readyState !== 1) return;', 'const text = await work();', '▸ws.send(text);'),
    'Send only while `ws` is open',
    room(
      'if (ws.readyState !== 1) return;',
      'const text = await work();',
      'if (ws.readyState === WebSocket.OPEN) ws.send(text);',
    ),
  ],
  [
    'looks at each socket, not only at the one that speaks',
    room(
      'if (ws.readyState !== WebSocket.OPEN) return;',
      'for (const [peer] of this.sessions) {',
      '  ▸peer.send(message);',
      '}',
    ),
    'Send only while `peer` is open',
    room(
      'if (ws.readyState !== WebSocket.OPEN) return;',
      'for (const [peer] of this.sessions) {',
      '  if (peer.readyState === WebSocket.OPEN) peer.send(message);',
      '}',
    ),
  ],
  [
    'adds to a condition',
    room('this.peers.forEach((one) => { one.socket && ▸one.socket.send(message); });'),
    'Send only while `one.socket` is open',
    room(
      'this.peers.forEach((one) => { one.socket && one.socket.readyState === WebSocket.OPEN && one.socket.send(message); });',
    ),
  ],
  [
    'guards an element of an array',
    room('for (let i = 0; i < peers.length; i++) ▸peers[i].send(message);'),
    'Send only while `peers[i]` is open',
    room(
      'for (let i = 0; i < peers.length; i++) if (peers[i].readyState === WebSocket.OPEN) peers[i].send(message);',
    ),
  ],
  [
    'needs no name that the file uses for something else',
    `import type { WebSocket } from 'ws';\n${handler('end(server);', '▸server.send("late");')}`,
    ONLY_OPEN,
    `import type { WebSocket } from 'ws';\n${handler('end(server);', 'if (server.readyState === 1) server.send("late");')}`,
  ],
];

describe('QF-12 send after close', () => {
  for (const [name, before, title, after] of fixed) {
    it(name, () => {
      assert.equal(checkFix(sendAfterClose, before, title, after, ERROR).safety, 'safe');
    });
  }

  it('finds the close before it without any error', () => {
    checkFix(
      sendAfterClose,
      CLOSED,
      ONLY_OPEN,
      handler(
        'server.close(1000, "bye");',
        'if (server.readyState === WebSocket.OPEN) server.send("late");',
      ),
    );
  });

  it('offers neighbours to change places', () => {
    const after = handler('server.send("late");', 'server.close(1000, "bye");');
    assert.equal(checkFix(sendAfterClose, CLOSED, 'Send before closing', after).safety, 'review');
  });

  it('tells of what always throws, and of nothing that may', () => {
    const hints = (source: string) => {
      const tree = parseSource(source.replace('▸', ''), 'worker.ts');
      assert.ok(tree);
      return checkModule(tree, undefined, [sendAfterClose]).map(({ finding }) => finding.hint);
    };
    assert.deepEqual(hints(CLOSED), ['`send()` after `close()` always throws.']);
    assert.deepEqual(hints(handler('await work();', 'server.send("late");')), []);
  });

  const LEFT = [
    'ws.close();',
    'for (const peer of this.ctx.getWebSockets()) {',
    '  peer.▸send("left");',
    '}',
  ];
  const STILL = 'The socket that was closed is still among these: `send()` throws.';

  it('tells of a broadcast that reaches the socket that was closed', () => {
    const source = room(...LEFT);
    const tree = parseSource(source.replace('▸', ''), 'worker.ts');
    assert.ok(tree);
    const [found] = checkModule(tree, undefined, [sendAfterClose]);
    assert.equal(found?.finding.hint, STILL);
    const guarded = 'if (peer.readyState === WebSocket.OPEN) peer.send("left");';
    const after = room(...LEFT).replace('peer.▸send("left");', guarded);
    const fix = checkFix(sendAfterClose, source, 'Send only while `peer` is open', after);
    assert.equal(fix.safety, 'safe');
  });

  const plain = (...lines: string[]) => `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  sockets = new Set();
  async ▸fetch(request) {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
    this.sockets.add(server);
    server.addEventListener('message', (event) => {
${lines.map((line) => `      ${line}\n`).join('')}    });
    return new Response(null, { status: 101, webSocket: client });
  }
}
`;
  const HIDDEN = { message: 'Network connection lost.', reach: 'handler' } as const;

  it('guards a broadcast whose error a listener hides, for a review', () => {
    const each = (text: string) => plain('for (const peer of this.sockets) {', `  ${text}`, '}');
    const fix = checkFix(
      sendAfterClose,
      each('peer.send(event.data);'),
      'Send only while `peer` is open',
      each('if (peer.readyState === WebSocket.OPEN) peer.send(event.data);').replace('▸', ''),
      HIDDEN,
    );
    assert.equal(fix.safety, 'review');
  });

  const hidden: Record<string, string> = {
    'an answer to the one that spoke': plain('server.send(event.data);'),
    'a loop over something else': plain('for (const to of this.queues) to.send(event.data);'),
    'a loop that looks': plain(
      'for (const peer of this.sockets) if (peer.readyState === 1) peer.send("");',
    ),
    'sockets that can hibernate': plain('for (const peer of this.sockets) peer.send("");').replace(
      'server.accept()',
      'this.ctx.acceptWebSocket(server)',
    ),
  };
  for (const [name, before] of Object.entries(hidden)) {
    it(`offers nothing with a lost connection for ${name}`, () => {
      checkNoFix(sendAfterClose, before, HIDDEN);
    });
  }

  const refused: Record<string, string> = {
    'a send before the close': handler('server.▸send("a");', 'server.close();'),
    'a close in a branch': handler('if (done) { server.close(); }', 'server.▸send("a");'),
    'a branch that leaves': handler(
      'if (done) { server.close(); return new Response(); }',
      'server.▸send("a");',
    ),
    'a close in a callback': handler(
      'setTimeout(() => { server.close(); }, 10);',
      'server.▸send("a");',
    ),
    'another socket': room('for (const one of peers) { ws.close(); one.▸send("a"); }'),
    'a variable that gets another socket': handler(
      "let up = new WebSocket('wss://a.example');",
      'up.close();',
      "up = new WebSocket('wss://b.example');",
      'up.▸send("a");',
    ),
    'a queue': handler('server.close();', 'env.QUEUE.▸send("a");'),
    'a broadcast before the close': room(
      'for (const peer of this.ctx.getWebSockets()) peer.▸send("left");',
      'ws.close();',
    ),
    'a broadcast that leaves the closed one out': room(
      'ws.close();',
      'for (const peer of this.ctx.getWebSockets()) if (peer !== ws) peer.▸send("left");',
    ),
    'a broadcast to those of a tag': room(
      'ws.close();',
      'for (const peer of this.ctx.getWebSockets("admin")) peer.▸send("left");',
    ),
    'a broadcast that is caught': room(
      'ws.close();',
      'for (const peer of this.ctx.getWebSockets()) { try { peer.▸send("left"); } catch { } }',
    ),
    'a broadcast to those that are open': room(
      'ws.close();',
      'const open = this.ctx.getWebSockets().filter((one) => one.readyState === 1);',
      'for (const peer of open) peer.▸send("left");',
    ),
    'a close on some path': room(
      'if (message === "bye") ws.close();',
      'for (const peer of this.ctx.getWebSockets()) peer.▸send("left");',
    ),
    'a close that is caught': handler('try { server.close(); } catch { }', 'server.▸send("a");'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing without an error for ${name}`, () => {
      checkNoFix(sendAfterClose, before);
    });
  }

  const withError: Record<string, string> = {
    'an end that is closed later': handler('server.▸send("a");', 'server.close();'),
    'a send to a queue': handler('env.QUEUE.▸send("a");'),
    'a function that looks at the state': handler(
      'if (server.readyState !== 1) return new Response();',
      'server.▸send("a");',
    ),
    'a socket that costs something to name': handler('next().▸send("a");'),
    'a send whose value is used': handler('const sent = server.▸send("a");'),
  };
  for (const [name, before] of Object.entries(withError)) {
    it(`offers nothing with the error for ${name}`, () => {
      checkNoFix(sendAfterClose, before, ERROR);
    });
  }
});
