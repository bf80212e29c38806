import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { parseSource } from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { PAIR, room, upgrade } from './broken/fragments.ts';
import { talkAgain } from './broken/hibernation.ts';
import { TailedWorker } from './tailedWorker.ts';

interface Forgetful {
  readonly name: string;
  /** Comes where the socket has been accepted. */
  readonly keep: string;
  readonly members: string;
  /** Of `webSocketMessage`. */
  readonly body: string;
  readonly forget: string;
  readonly title: string;
}

/** Objects that answer until they have hibernated. */
const forgetful: readonly Forgetful[] = [
  {
    name: 'an array',
    keep: 'this.sockets.push(server);',
    members: 'sockets: WebSocket[] = [];',
    body: "for (const one of this.sockets) one.send(message + ' ' + this.sockets.length);",
    forget: 'this.sockets = this.sockets.filter((one) => one !== ws);',
    title: 'Ask `this.ctx.getWebSockets()` instead of keeping the sockets in `this.sockets`',
  },
  {
    name: 'a Map by ids',
    keep: "const id = new URL(request.url).searchParams.get('id') ?? '1';\nthis.sockets.set(id, server);",
    members: 'sockets = new Map<string, WebSocket>();',
    body: "this.sockets.get('1')!.send(message + ' ' + [...this.sockets.keys()]);",
    forget: 'for (const [id, one] of this.sockets) if (one === ws) this.sockets.delete(id);',
    title: 'Find the sockets by tags instead of keeping them in `this.sockets`',
  },
  {
    name: 'a Map of records',
    keep: "const id = '1';\nthis.sessions.set(id, { socket: server, said: 1 });",
    members: 'sessions = new Map<string, { socket: WebSocket; said: number }>();',
    body: "const { socket, said } = this.sessions.get('1')!;\n    socket.send(message + ' ' + said);\n    for (const one of this.sessions.values()) if (said > 1) one.socket.send('');",
    forget: "this.sessions.delete('1');",
    title: 'Fill `this.sessions` again in the constructor, from attachments of the sockets',
  },
  {
    name: 'a property',
    keep: 'this.socket = server;',
    members: 'socket?: WebSocket;',
    body: "this.socket!.send(message + ' 1');",
    forget: 'this.socket = undefined;',
    title: 'Get `this.socket` from `this.ctx.getWebSockets()` instead of keeping it',
  },
];

const sourceOf = ({ keep, members, body, forget }: Forgetful) =>
  room(
    `${PAIR}this.ctx.acceptWebSocket(server);\n${keep}\n${upgrade('client')}`,
    `  ${members}
  webSocketMessage(ws: WebSocket, message: string) {
    ${body}
  }
  webSocketClose(ws: WebSocket) {
    ${forget}
    ws.close();
  }
`,
  );

// Each waits twice until its object has hibernated.
describe('sockets that a hibernating object keeps', { timeout: 90_000, concurrency: true }, () => {
  for (const one of forgetful) {
    it(`are asked for instead of kept in ${one.name}`, async (context) => {
      const worker = new TailedWorker();
      context.after(() => worker.dispose());
      const source = sourceOf(one);
      assert.equal(await talkAgain(await worker.deploy(source)), 'hello 1');
      const tree = parseSource(source, 'src/index.ts');
      assert.ok(tree);
      const told = checkModule(tree).filter(({ finding }) => finding.hint);
      const fix = told.flatMap(({ fixes }) => fixes).find(({ title }) => title === one.title);
      assert.ok(fix, `told: ${JSON.stringify(told.map(({ fixes }) => fixes))}`);
      const fixed = applyEdits(source, fix.edits);
      assert.equal(await talkAgain(await worker.deploy(fixed)), 'hello 1, hello 1', fixed);
    });
  }
});
