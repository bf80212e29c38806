import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { hibernatedRecords } from '../../../../../extension/core/fixes/rules/hibernatedRecords.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { checkHint } from '../../../../support/checkHint.ts';
import { type Room, room } from '../../../../support/hibernatingRoom.ts';

const FILL = 'Fill `this.sessions` again in the constructor, from attachments of the sockets';
const MAP = 'sessions = new Map();';
const ARRAY = 'sessions = [];';
const TELL = ['for (const session of this.sessions.values()) session.socket.send(message);'];
const BY_NAME = 'this.sessions.set(name, { socket: server, at: 1 });';

/** The field, and the constructor that fills it again. */
const filled = (field: string, lines: string[]) =>
  [
    field,
    '',
    'constructor(ctx, env) {',
    '  super(ctx, env);',
    ...lines.map((line) => `  ${line}`),
    '}',
    '',
  ]
    .map((line, index) => (index > 0 && line ? `  ${line}` : line))
    .join('\n');

interface Restored {
  readonly field: string;
  readonly put: string[];
  readonly attach: string[];
  readonly restore: string[];
}

describe('QF-03 records of sockets that a hibernating object keeps', () => {
  const fixed: Record<string, Restored> = {
    'by an id that they do not hold': {
      field: MAP,
      put: [BY_NAME],
      attach: ['server.serializeAttachment({ name, at: 1 });'],
      restore: [
        'for (const socket of this.ctx.getWebSockets()) {',
        '  const { name, ...session } = socket.deserializeAttachment();',
        '  this.sessions.set(name, { ...session, socket });',
        '}',
      ],
    },
    'by an id that they hold': {
      field: MAP,
      put: ['const session = { id: name, socket: server };', 'this.sessions.set(name, session);'],
      attach: ['server.serializeAttachment({ id: name });'],
      restore: [
        'for (const socket of this.ctx.getWebSockets()) {',
        '  const session = socket.deserializeAttachment();',
        '  this.sessions.set(session.id, { ...session, socket });',
        '}',
      ],
    },
    'by their sockets': {
      field: MAP,
      put: ['this.sessions.set(server, { name, socket: server });'],
      attach: ['server.serializeAttachment({ name });'],
      restore: [
        'for (const socket of this.ctx.getWebSockets()) {',
        '  this.sessions.set(socket, { ...socket.deserializeAttachment(), socket });',
        '}',
      ],
    },
    'in an array': {
      field: ARRAY,
      put: ['this.sessions.push({ name, socket: server });'],
      attach: ['server.serializeAttachment({ name });'],
      restore: [
        'for (const socket of this.ctx.getWebSockets()) {',
        '  this.sessions.push({ ...socket.deserializeAttachment(), socket });',
        '}',
      ],
    },
    'in a Set': {
      field: 'sessions = new Set();',
      put: ['const session = { name, socket: server };', 'this.sessions.add(session);'],
      attach: ['server.serializeAttachment({ name });'],
      restore: [
        'for (const socket of this.ctx.getWebSockets()) {',
        '  this.sessions.add({ ...socket.deserializeAttachment(), socket });',
        '}',
      ],
    },
    'with nothing but their sockets': {
      field: ARRAY,
      put: ['this.sessions.push({ socket: server });'],
      attach: [],
      restore: [
        'for (const socket of this.ctx.getWebSockets()) {',
        '  this.sessions.push({ socket });',
        '}',
      ],
    },
  };
  for (const [name, { field, put, attach, restore }] of Object.entries(fixed)) {
    it(`fills them again, kept ${name}`, () => {
      const fix = checkHint(
        hibernatedRecords,
        room({ field, fetch: put, message: TELL }),
        FILL,
        room({ field: filled(field, restore), fetch: [...put, ...attach], message: TELL }),
      );
      assert.equal(fix.safety, 'review');
    });
  }

  it('fills them at the end of a constructor, and leaves their removal as it is', () => {
    const parts = (restore: string[], attach: string[]): Room => ({
      fetch: [BY_NAME, ...attach],
      message: ['this.sessions.get(message).socket.send(1);'],
      more: [
        'constructor(ctx, env) {',
        '  super(ctx, env);',
        '  this.sessions = new Map();',
        ...restore,
        '}',
        'async webSocketClose(ws) {',
        '  for (const [name, { socket }] of this.sessions) {',
        '    if (socket === ws) this.sessions.delete(name);',
        '  }',
        '}',
      ],
    });
    checkFix(
      hibernatedRecords,
      room(parts([], [])).replace('this.sessions.get', 'this.sessions.▸get'),
      FILL,
      room(
        parts(
          [
            '  for (const socket of this.ctx.getWebSockets()) {',
            '    const { name, ...session } = socket.deserializeAttachment();',
            '    this.sessions.set(name, { ...session, socket });',
            '  }',
          ],
          ['server.serializeAttachment({ name, at: 1 });'],
        ),
      ),
      { message: "Cannot read properties of undefined (reading 'socket')" },
    );
  });

  it('writes types, and keeps CRLF, tabs and missing semicolons', () => {
    const typed = (maker: string, attach: string) =>
      `import { DurableObject } from "cloudflare:workers"

export class Room extends DurableObject<Bindings> {
	#sessions: Session[] = []
${maker}
	async fetch(request: Request): Promise<Response> {
		const { 0: client, 1: ws } = new WebSocketPair()
		this.ctx.acceptWebSocket(ws)
		this.#sessions.push({ ws, since: Date.now() })
${attach}		return new Response(null, { status: 101, webSocket: client })
	}

	async tell(message: string) {
		this.#sessions.forEach((session) => session.ws.send(message))
		this.#sessions = this.#sessions.filter((session) => session.ws.readyState < 2)
	}
}
`.replaceAll('\n', '\r\n');
    checkHint(
      hibernatedRecords,
      typed('', ''),
      FILL.replace('sessions', '#sessions'),
      typed(
        `
	constructor(ctx: DurableObjectState, env: Bindings) {
		super(ctx, env)
		for (const ws of this.ctx.getWebSockets()) {
			this.#sessions.push({ ...ws.deserializeAttachment(), ws })
		}
	}
`,
        '\t\tws.serializeAttachment({ since: Date.now() })\n',
      ),
    );
  });

  it('does not tell of records that are looked for', () => {
    const source = room({
      field: MAP,
      fetch: [BY_NAME],
      message: ['this.sessions.get(message)?.socket.send(1);'],
    });
    const tree = parseSource(source, 'worker.ts');
    assert.ok(tree);
    const known = checkModule(tree, undefined, [hibernatedRecords]);
    assert.deepEqual(
      known.map(({ finding }) => finding.hint),
      [undefined],
    );
  });

  const READ = 'this.▸sessions.forEach((session) => session.socket.send(1));';
  const refused: Record<string, Room> = {
    'records that change': {
      field: ARRAY,
      fetch: ['this.sessions.push({ name, socket: server });'],
      message: [READ, 'this.sessions[0].name = message;'],
    },
    'records with a list that grows': {
      field: ARRAY,
      fetch: ['this.sessions.push({ queue: [], socket: server });'],
      message: [READ, 'for (const one of this.sessions) one.queue.push(message);'],
    },
    'records with a function': {
      field: ARRAY,
      fetch: ['this.sessions.push({ stop() {}, socket: server });'],
      message: [READ],
    },
    'records with a timer': {
      field: ARRAY,
      fetch: ['this.sessions.push({ timer: setInterval(tick, 1), socket: server });'],
      message: [READ],
    },
    'records of two sockets': {
      field: ARRAY,
      fetch: ['this.sessions.push({ socket: server, other: client });'],
      message: [READ],
    },
    'records that a handler makes': {
      field: ARRAY,
      message: [READ, 'this.sessions.push({ name: message, socket: ws });'],
    },
    'records that come from elsewhere as well': {
      field: ARRAY,
      fetch: ['this.sessions.push({ name, socket: server });'],
      message: [READ, 'this.sessions.push(JSON.parse(message));'],
    },
    'records of some of the sockets': {
      field: ARRAY,
      fetch: ['if (name) {', '  this.sessions.push({ name, socket: server });', '}'],
      message: [READ],
    },
    'records by a computed id': {
      field: MAP,
      fetch: ['this.sessions.set(`${name}!`, { socket: server });'],
      message: [READ],
    },
    'sockets that have an attachment already': {
      field: ARRAY,
      fetch: ['server.serializeAttachment(name);', 'this.sessions.push({ socket: server });'],
      message: [READ],
    },
    'records beside a Map by sockets': {
      field: `${ARRAY}\n  names = new Map();`,
      fetch: ['this.sessions.push({ name, socket: server });', 'this.names.set(server, name);'],
      message: [READ, 'ws.send(this.names.get(ws));'],
    },
    'records that other code gets': {
      field: ARRAY,
      fetch: ['this.sessions.push({ name, socket: server });'],
      message: [READ, 'fill(this.sessions);'],
    },
    'a constructor on one line': {
      fetch: ['this.sessions.push({ name, socket: server });'],
      message: [READ],
      more: ['constructor(ctx, env) { super(ctx, env); this.sessions = []; }'],
    },
  };
  it('offers nothing for a class on one line', () => {
    const source = room({
      field: ARRAY,
      fetch: ['this.sessions.push({ name, socket: server });'],
      message: [READ],
    });
    checkNoFix(hibernatedRecords, source.replaceAll('\n', ' '));
  });

  for (const [name, source] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(hibernatedRecords, room(source));
    });
  }
});
