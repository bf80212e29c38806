import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hibernatedMemory } from '../../../../../extension/core/fixes/rules/hibernatedMemory.ts';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { checkHint, checkNoHint } from '../../../../support/checkHint.ts';
import { OPEN, type Room, room } from '../../../../support/hibernatingRoom.ts';

const KEEP = 'Keep what `this.sessions` holds in the attachments of the sockets';
const ERROR = { message: "Cannot read properties of undefined (reading 'name')" };

const MAP = 'sessions = new Map();';
const PUT = 'this.sessions.set(server, { name, joined: Date.now() });';
const PUT_AFTER = 'server.serializeAttachment({ name, joined: Date.now() });';
const READ = 'ws.send(this.sessions.▸get(ws).name);';
const READ_AFTER = 'ws.send(ws.deserializeAttachment().name);';
const BOTH = { fetch: [PUT], message: [READ] };
const BOTH_AFTER = { fetch: [PUT_AFTER], message: [READ_AFTER] };

const fixed: [name: string, before: Room, after: Room][] = [
  ['moves what a Map holds', { field: MAP, ...BOTH }, BOTH_AFTER],
  [
    'leaves the forgetting of a socket to the runtime',
    {
      field: MAP,
      ...BOTH,
      more: ['async webSocketClose(ws) {', '  this.sessions.delete(ws);', '  ws.close();', '}'],
    },
    { ...BOTH_AFTER, more: ['async webSocketClose(ws) {', '  ws.close();', '}'] },
  ],
  [
    'goes through the sockets and their attachments',
    {
      field: MAP,
      fetch: [PUT],
      message: [
        'const me = this.sessions.▸get(ws);',
        'for (const [peer, session] of this.sessions) {',
        '  if (session.joined < me.joined) peer.send(me.name);',
        '}',
        'for (const peer of this.sessions.keys()) peer.send(message);',
        'for (const { name } of this.sessions.values()) {',
        '  list.push(name);',
        '}',
        'this.sessions.forEach((session, peer) => {',
        '  peer.send(session.name);',
        '});',
        'this.sessions.forEach((_, peer) => peer.send(message));',
        'const names = [...this.sessions.values()].map((one) => one.name);',
        'ws.send(`${this.sessions.size} of ${Array.from(this.sessions.keys()).length}`);',
      ],
    },
    {
      fetch: [PUT_AFTER],
      message: [
        'const me = ws.deserializeAttachment();',
        'for (const peer of this.ctx.getWebSockets()) {',
        '  const session = peer.deserializeAttachment();',
        '  if (session.joined < me.joined) peer.send(me.name);',
        '}',
        'for (const peer of this.ctx.getWebSockets()) peer.send(message);',
        'for (const socket of this.ctx.getWebSockets()) {',
        '  const { name } = socket.deserializeAttachment();',
        '  list.push(name);',
        '}',
        'this.ctx.getWebSockets().forEach((peer) => {',
        '  const session = peer.deserializeAttachment();',
        '  peer.send(session.name);',
        '});',
        'this.ctx.getWebSockets().forEach((peer) => peer.send(message));',
        'const names = this.ctx.getWebSockets().map((one) => one.deserializeAttachment()).map((one) => one.name);',
        'ws.send(`${this.ctx.getWebSockets().length} of ${this.ctx.getWebSockets().length}`);',
      ],
    },
  ],
  [
    'leaves out the socket that leaves, where the runtime still has it',
    {
      field: MAP,
      ...BOTH,
      more: [
        'tell(text) {',
        '  for (const [peer] of this.sessions) peer.send(text);',
        '}',
        'count() {',
        '  return this.sessions.size;',
        '}',
        'async webSocketClose(ws) {',
        '  const { name } = this.sessions.get(ws);',
        '  this.sessions.delete(ws);',
        '  this.tell(`${name} left`);',
        '  ws.close();',
        '}',
      ],
    },
    {
      ...BOTH_AFTER,
      more: [
        'tell(text) {',
        `  for (const peer of ${OPEN}) peer.send(text);`,
        '}',
        'count() {',
        '  return this.ctx.getWebSockets().length;',
        '}',
        'async webSocketClose(ws) {',
        '  const { name } = ws.deserializeAttachment();',
        '  this.tell(`${name} left`);',
        '  ws.close();',
        '}',
      ],
    },
  ],
  [
    'leaves out a socket that was sent away',
    {
      field: MAP,
      fetch: [PUT],
      message: [
        'const me = this.sessions.▸get(ws);',
        "if (me.name === '') {",
        '  this.sessions.delete(ws);',
        '  ws.close();',
        '}',
        'ws.send(this.sessions.size);',
      ],
    },
    {
      fetch: [PUT_AFTER],
      message: [
        'const me = ws.deserializeAttachment();',
        "if (me.name === '') {",
        '  ws.close();',
        '}',
        `ws.send(${OPEN}.length);`,
      ],
    },
  ],
  [
    'writes back what a handler changes',
    {
      field: MAP,
      fetch: [PUT],
      message: [
        'const me = this.sessions.▸get(ws);',
        'me.name = message;',
        'me.seen++;',
        'ws.send(me.name);',
        'if (message) {',
        '  me.history.push(message); // all of it',
        '}',
      ],
    },
    {
      fetch: [PUT_AFTER],
      message: [
        'const me = ws.deserializeAttachment();',
        'me.name = message;',
        'me.seen++;',
        'ws.serializeAttachment(me);',
        'ws.send(me.name);',
        'if (message) {',
        '  me.history.push(message); // all of it',
        '  ws.serializeAttachment(me);',
        '}',
      ],
    },
  ],
  [
    'keeps what a later message brings',
    {
      field: MAP,
      fetch: ['const session = { name };', 'this.sessions.set(server, session);'],
      message: [READ, 'this.sessions.set(ws, { ...JSON.parse(message), at: new Date() });'],
    },
    {
      fetch: ['const session = { name };', 'server.serializeAttachment(session);'],
      message: [READ_AFTER, 'ws.serializeAttachment({ ...JSON.parse(message), at: new Date() });'],
    },
  ],
];

const typed = (
  field: string,
  put: string,
  read: string,
) => `import { DurableObject } from "cloudflare:workers"

interface Session { name: string }

export class Room extends DurableObject<Env> {
${field}	async fetch(request: Request): Promise<Response> {
		const { 0: client, 1: server } = new WebSocketPair()
		this.join(server)
		return new Response(null, { status: 101, webSocket: client })
	}

	join(socket: WebSocket) {
		this.ctx.acceptWebSocket(socket)
		${put}
	}

	async webSocketMessage(ws: WebSocket, message: string) {
		${read}
		ws.send(session.name)
	}
}
`;

describe('QF-03 what a hibernating object keeps in memory', () => {
  for (const [name, before, after] of fixed) {
    it(name, () => {
      const fix = checkFix(hibernatedMemory, room(before), KEEP, room(after), ERROR);
      assert.equal(fix.safety, 'review');
    });
  }

  it('writes types, and keeps CRLF, tabs and missing semicolons', () => {
    const crlf = (text: string) => text.replaceAll('\n', '\r\n');
    checkFix(
      hibernatedMemory,
      crlf(
        typed(
          '\tprivate sessions = new Map<WebSocket, Session>()\n',
          'this.sessions.set(socket, { name: crypto.randomUUID() })',
          'const session = this.sessions.▸get(ws)!',
        ),
      ),
      KEEP,
      crlf(
        typed(
          '',
          'socket.serializeAttachment({ name: crypto.randomUUID() })',
          'const session = ws.deserializeAttachment() as Session',
        ),
      ),
      ERROR,
    );
  });

  it('removes a field that the constructor makes', () => {
    const made = (field: string[], line: string[]) => [
      ...field,
      'constructor(ctx, env) {',
      '  super(ctx, env);',
      ...line,
      '}',
    ];
    checkFix(
      hibernatedMemory,
      room({ ...BOTH, more: made(['sessions;'], ['  this.sessions = new Map();']) }),
      KEEP,
      room({ ...BOTH_AFTER, more: made([], []) }),
      ERROR,
    );
  });

  it('writes a socket as it stands', () => {
    const byIndex = (text: string) =>
      text
        .replace('const [client, server] = Object.values(new', 'const pair = new')
        .replace('());', '();')
        .replaceAll('server', 'pair[1]')
        .replace('client', 'pair[0]');
    const before = byIndex(room({ field: MAP, ...BOTH }));
    checkFix(hibernatedMemory, before, KEEP, byIndex(room(BOTH_AFTER)), ERROR);
  });

  it('tells of a Map whose values are read blindly', () => {
    const source = room({ field: MAP, ...BOTH }).replace('▸', '');
    checkHint(hibernatedMemory, source, KEEP, room(BOTH_AFTER));
  });

  const untold: Record<string, Room> = {
    'a value that may be missing': {
      field: MAP,
      fetch: [PUT],
      message: ['ws.send(this.sessions.get(ws)?.name ?? "");'],
    },
    'a value that is looked at': {
      field: MAP,
      fetch: [PUT],
      message: ['const me = this.sessions.get(ws);', 'if (me) ws.send(me.name);'],
    },
    'a value that is made when it is missing': {
      field: MAP,
      fetch: [PUT],
      message: [
        'if (message) this.sessions.set(ws, { name: message });',
        'ws.send(this.sessions.get(ws).name);',
      ],
    },
    'a failure that is caught': {
      field: MAP,
      fetch: [PUT],
      message: [
        'try {',
        '  ws.send(this.sessions.get(ws).name);',
        '} catch {',
        '  ws.close();',
        '}',
      ],
    },
  };
  for (const [name, source] of Object.entries(untold)) {
    it(`does not tell of ${name}`, () => {
      const tree = parseSource(room(source), 'worker.ts');
      assert.ok(tree);
      const known = checkModule(tree, undefined, [hibernatedMemory]);
      assert.deepEqual(
        known.map(({ finding }) => finding.hint),
        [undefined],
      );
    });
  }

  it('moves a private field', () => {
    const field = (text: string) => text.replaceAll('sessions', '#sessions');
    checkFix(
      hibernatedMemory,
      field(room({ field: MAP, ...BOTH })),
      field(KEEP),
      room(BOTH_AFTER),
      ERROR,
    );
  });

  const restored = `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    this.sessions = new Map();
    this.ctx.getWebSockets().forEach((ws) => {
      const attachment = ws.deserializeAttachment();
      if (attachment) this.sessions.set(ws, { ...attachment });
    });
  }
  async fetch() {
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    const id = crypto.randomUUID();
    server.serializeAttachment({ id });
    this.sessions.set(server, { id });
    return new Response(null, { status: 101, webSocket: client });
  }
  async webSocketMessage(ws, message) {
    const session = this.sessions.▸get(ws);
    this.sessions.forEach((attachment, peer) => peer.send(session.name));
  }
}
`;
  const refused: Record<string, string> = {
    'a Map that the constructor restores': restored,
    'a Set that the constructor restores': room({
      field: 'sessions = new Map();',
      fetch: ['this.sessions.set(server, { name });'],
      message: [READ],
      more: [
        'constructor(ctx, env) {',
        '  super(ctx, env);',
        '  for (const ws of ctx.getWebSockets()) this.sessions.set(ws, {});',
        '}',
      ],
    }),
    'sockets that cannot hibernate': room({ field: MAP, ...BOTH }).replace(
      'this.ctx.acceptWebSocket(server)',
      'server.accept()',
    ),
    'a Map that other code gets': room({
      field: MAP,
      ...BOTH,
      more: ['list() {', '  return format(this.sessions);', '}'],
    }),
    'a value that holds the socket': room({
      field: MAP,
      fetch: ['this.sessions.set(server, { socket: server, name });'],
      message: [READ],
    }),
    'a value with a function': room({
      field: MAP,
      fetch: ['this.sessions.set(server, { name, stop: () => client.close() });'],
      message: [READ],
    }),
    'a value that changes after it was kept': room({
      field: MAP,
      fetch: [
        'const session = { name };',
        'this.sessions.set(server, session);',
        'session.at = 1;',
      ],
      message: [READ],
    }),
    'a value that gets another name': room({
      field: MAP,
      fetch: [PUT],
      message: ['const me = this.sessions.▸get(ws);', 'this.last = me;', 'me.name;'],
    }),
    'a change in a loop': room({
      field: MAP,
      fetch: [PUT],
      message: [
        'const me = this.sessions.▸get(ws);',
        'for (const [peer, session] of this.sessions) {',
        '  session.name = me.name;',
        '}',
      ],
    }),
    'a question whether a socket is known': room({
      field: MAP,
      fetch: [PUT],
      message: [READ, 'if (!this.sessions.has(ws)) return;'],
    }),
    'two Maps for one attachment': room({
      field: `${MAP}\n  names = new Map();`,
      fetch: [PUT, 'this.names.set(server, name);'],
      message: [READ, 'ws.send(this.names.get(ws));'],
    }),
    'sockets of two kinds': room({
      field: MAP,
      fetch: ['if (name) {', `  ${PUT}`, '}'],
      message: [READ],
    }),
    'sockets that come in two ways': room({
      field: MAP,
      ...BOTH,
      more: ['join(ws) {', '  this.ctx.acceptWebSocket(ws);', '}'],
    }),
    'a socket that is forgotten and stays': room({
      field: MAP,
      fetch: [PUT],
      message: [READ, 'if (message === "leave") {', '  this.sessions.delete(ws);', '}'],
    }),
    'a Map of those who have said their name': room({
      field: MAP,
      message: [READ, 'this.sessions.set(ws, { name: message });'],
    }),
    'an object that is taken apart': room({
      field: MAP,
      ...BOTH,
      more: ['list() {', '  const { sessions } = this;', '  return [...sessions.keys()];', '}'],
    }),
    'a Map that is made in a branch': room({
      field: 'sessions;',
      ...BOTH,
      more: [
        'constructor(ctx, env) {',
        '  super(ctx, env);',
        '  if (env.MAP) this.sessions = new Map();',
        '}',
      ],
    }),
    'a Map that is made anew': room({
      field: MAP,
      ...BOTH,
      more: ['reset() {', '  this.sessions = new Map();', '}'],
    }),
    'a class of a library': room({ field: MAP, ...BOTH }).replace('extends Durable', 'extends Own'),
    'a Map that is filled from the start': room({ field: 'sessions = new Map(old);', ...BOTH }),
    'sockets that are found by tags': room({ field: MAP, ...BOTH }).replace(
      'acceptWebSocket(server)',
      'acceptWebSocket(server, [name])',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(hibernatedMemory, before, ERROR);
      checkNoFix(hibernatedMemory, before);
    });
  }

  it('offers nothing for an error about something else', () => {
    const message = ['const me = this.sessions.▸get(ws);', 'ws.send(me.title);'];
    checkNoFix(hibernatedMemory, room({ field: MAP, fetch: [PUT], message }), ERROR);
  });

  it('tells nothing of a Map that the constructor restores', () => {
    checkNoHint(hibernatedMemory, restored.replace('▸', ''));
  });
});
