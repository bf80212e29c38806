import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import type { Project } from '../../../../../extension/core/fixes/project.ts';
import { webSocketCloseHandler } from '../../../../../extension/core/fixes/rules/webSocketCloseHandler.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const dated = (date: string): Project => ({
  config: { file: 'wrangler.jsonc', text: `{ "compatibility_date": "${date}" }` },
  environment: undefined,
  modules: () => [],
});
const TITLE = 'Answer the close of a client in `webSocketClose`';

const room = (more: string[], accept = 'this.ctx.acceptWebSocket(server);', type = '') =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request${type}) {
    const [client, server] = Object.values(new WebSocketPair());
    ▸${accept}
    return new Response(null, { status: 101, webSocket: client });
  }
${more.map((line) => (line ? `  ${line}\n` : '\n')).join('')}}
`;
const unmarked = (source: string) => source.replace('▸', '');

describe('QF-04 webSocketClose', () => {
  it('adds the handler', () => {
    const fix = checkFix(
      webSocketCloseHandler,
      room([]),
      TITLE,
      unmarked(room(['', 'async webSocketClose(ws) {', '  ws.close();', '}'])),
      { project: dated('2026-01-01') },
    );
    assert.equal(fix.safety, 'safe');
  });

  it('writes types where the class has them', () => {
    const accept = 'this.ctx.acceptWebSocket(server);';
    checkFix(
      webSocketCloseHandler,
      room([], accept, ': Request'),
      TITLE,
      unmarked(
        room(
          ['', 'async webSocketClose(ws: WebSocket) {', '  ws.close();', '}'],
          accept,
          ': Request',
        ),
      ),
    );
  });

  it('lets a handler answer', () => {
    checkFix(
      webSocketCloseHandler,
      room(['webSocketClose(socket, code) {', '  console.log(code);', '}']),
      TITLE,
      unmarked(
        room(['webSocketClose(socket, code) {', '  console.log(code);', '  socket.close();', '}']),
      ),
    );
  });

  it('lets an inherited handler answer', () => {
    const base = (body: string) =>
      `class Base extends DurableObject {\n  webSocketClose(ws) {${body}\n  }\n}\n`;
    const named = (source: string) =>
      source.replace('Room extends DurableObject', 'Room extends Base');
    checkFix(
      webSocketCloseHandler,
      named(room([])) + base('\n    this.left++;'),
      TITLE,
      unmarked(named(room([]))) + base('\n    this.left++;\n    ws.close();'),
    );
  });

  it('tells of it where the date leaves no doubt, and asks for a review elsewhere', () => {
    const tree = parseSource(unmarked(room([])), 'room.ts');
    assert.ok(tree);
    const seen = ['2026-04-06', '2026-04-07'].map((date) => {
      const [problem] = checkModule(tree, dated(date), [webSocketCloseHandler]);
      return [problem?.finding.hint, problem?.fixes[0]?.safety];
    });
    assert.deepEqual(seen, [
      ['Nothing answers the close of a client.', 'safe'],
      [undefined, 'review'],
    ]);
  });

  const refused: Record<string, string> = {
    'a handler that closes': room(['webSocketClose(ws) { ws.close(); }']),
    'a handler that hands the socket on': room(['webSocketClose(ws) { this.leave(ws); }']),
    'a handler in a property': room(['webSocketClose = async (ws) => {};']),
    'a handler that may leave first': room(['webSocketClose(ws) { if (late) return; leave(); }']),
    'a class that inherits the handler': room([])
      .replace('extends DurableObject', 'extends Base')
      .concat('class Base extends DurableObject {\n  webSocketClose(ws) { ws.close(); }\n}\n'),
    'a class whose heir has the handler': room([]).concat(
      'export class Hall extends Room {\n  webSocketClose(ws) { ws.close(); }\n}\n',
    ),
    'an abstract class': room([]).replace('export class', 'export abstract class'),
    'a class of a library': room([]).replace('cloudflare:workers', 'partyserver'),
    'another method of that name': room([], 'this.peers.acceptWebSocket(server);'),
    'an object without hibernation': room([], 'server.accept();'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketCloseHandler, before, { project: dated('2026-01-01') });
    });
  }
});
