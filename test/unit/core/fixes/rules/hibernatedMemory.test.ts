import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hibernatedMemory } from '../../../../../extension/core/fixes/rules/hibernatedMemory.ts';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { checkHint, checkNoHint } from '../../../../support/checkHint.ts';

const KEEP = 'Keep what `this.sessions` holds in the attachments of the sockets';
const ASK = 'Ask `this.ctx.getWebSockets()` instead of keeping the sockets in `this.sockets`';
const ERROR = { message: "Cannot read properties of undefined (reading 'name')" };
const OPEN = 'this.ctx.getWebSockets().filter((one) => one.readyState === WebSocket.OPEN)';

interface Room {
  readonly field?: string;
  readonly fetch?: string[];
  readonly message?: string[];
  readonly more?: string[];
}

const indented = (lines: string[], depth: number) =>
  lines.map((line) => (line === '' ? '\n' : `${' '.repeat(depth)}${line}\n`)).join('');

/** A Durable Object whose sockets can hibernate. */
const room = ({ field, fetch = [], message = [], more = [] }: Room) =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
${field === undefined ? '' : `  ${field}\n`}  async fetch(request) {
    const name = new URL(request.url).searchParams.get('name');
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
${indented(fetch, 4)}    return new Response(null, { status: 101, webSocket: client });
  }
  async webSocketMessage(ws, message) {
${indented(message, 4)}  }
${indented(more, 2)}}
`;
const MAP = 'sessions = new Map();';
const SET = 'sockets = new Set();';
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

  const broadcast = {
    message: ['for (const peer of this.sockets) {', '  peer.send(message);', '}'],
  };
  const asked = {
    message: ['for (const peer of this.ctx.getWebSockets()) {', '  peer.send(message);', '}'],
  };
  const LEAVE = ['async webSocketClose(ws) {', '  this.sockets.delete(ws);', '  ws.close();', '}'];
  const LEFT = ['async webSocketClose(ws) {', '  ws.close();', '}'];

  it('asks for the sockets instead of a Set of them, and tells of it', () => {
    const fix = checkHint(
      hibernatedMemory,
      room({ field: SET, fetch: ['this.sockets.add(server);'], ...broadcast, more: LEAVE }),
      ASK,
      room({ fetch: [], ...asked, more: LEFT }),
    );
    assert.equal(fix.safety, 'review');
  });

  const ARRAY = 'sockets = [];';
  const PUSH = ['this.sockets.push(server);'];
  const removals: Record<string, string[]> = {
    'filters it out': ['this.sockets = this.sockets.filter((one) => one !== ws);'],
    'finds it from the other side': ['this.sockets = this.sockets.filter((one) => ws != one);'],
    'splices it': ['this.sockets.splice(this.sockets.indexOf(ws), 1);'],
    'splices it by an index': [
      'const index = this.sockets.indexOf(ws);',
      'if (index !== -1) this.sockets.splice(index, 1);',
    ],
    'splices it in a block': [
      'let index = this.sockets.indexOf(ws);',
      'if (index > -1) {',
      '  this.sockets.splice(index, 1);',
      '}',
    ],
  };
  for (const [name, removal] of Object.entries(removals)) {
    it(`asks for the sockets instead of an array that ${name}`, () => {
      const close = removal.map((line) => `  ${line}`);
      const leave = ['async webSocketClose(ws) {', ...close, '  ws.close();', '}'];
      checkHint(
        hibernatedMemory,
        room({ field: ARRAY, fetch: PUSH, ...broadcast, more: leave }),
        ASK,
        room({ fetch: [], ...asked, more: LEFT }),
      );
    });
  }

  it('asks the sockets whatever an array of them was asked', () => {
    checkHint(
      hibernatedMemory,
      room({
        field: ARRAY,
        fetch: PUSH,
        message: [
          'this.sockets.filter((one) => one !== ws).forEach((one) => one.send(message));',
          'this.sockets.forEach((one, index) => one.send(index));',
          'const states = [...this.sockets].map((one) => one.readyState);',
          'ws.send(`${this.sockets.length} ${this.sockets.some((one) => one.url)} ${states}`);',
        ],
      }),
      ASK,
      room({
        message: [
          'this.ctx.getWebSockets().filter((one) => one !== ws).forEach((one) => one.send(message));',
          'this.ctx.getWebSockets().forEach((one, index) => one.send(index));',
          'const states = this.ctx.getWebSockets().map((one) => one.readyState);',
          'ws.send(`${this.ctx.getWebSockets().length} ${this.ctx.getWebSockets().some((one) => one.url)} ${states}`);',
        ],
      }),
    );
  });

  it('leaves out a socket that was sent away, of an array', () => {
    checkHint(
      hibernatedMemory,
      room({
        field: ARRAY,
        fetch: PUSH,
        ...broadcast,
        more: [
          'kick(peer) {',
          '  this.sockets = this.sockets.filter((one) => one !== peer);',
          '  peer.close();',
          '}',
        ],
      }),
      ASK,
      room({
        message: [`for (const peer of ${OPEN}) {`, '  peer.send(message);', '}'],
        more: ['kick(peer) {', '  peer.close();', '}'],
      }),
    );
  });

  it('removes a private array with its type, and keeps CRLF and missing semicolons', () => {
    const source = (field: string, put: string, sockets: string, forget: string) =>
      `import { DurableObject } from "cloudflare:workers"

export class Room extends DurableObject<Env> {
${field}	async fetch(request: Request): Promise<Response> {
		const { 0: client, 1: server } = new WebSocketPair()
		this.ctx.acceptWebSocket(server)
${put}		return new Response(null, { status: 101, webSocket: client })
	}

	async webSocketMessage(ws: WebSocket, message: string) {
		for (const socket of ${sockets}) {
			socket.send(message)
		}
	}

	async webSocketClose(ws: WebSocket) {
		ws.close()
${forget}	}
}
`.replaceAll('\n', '\r\n');
    const before = source(
      '\t#sockets: WebSocket[] = []\n',
      '\t\tthis.#sockets.push(server)\n',
      'this.#sockets',
      '\t\tthis.#sockets = this.#sockets.filter((socket) => socket !== ws)\n',
    );
    const title = ASK.replace('this.sockets', 'this.#sockets');
    checkHint(hibernatedMemory, before, title, source('', '', 'this.ctx.getWebSockets()', ''));
  });

  it('removes a collection that only the constructor names', () => {
    const made = (line: string[]) => [
      'constructor(ctx, env) {',
      '  super(ctx, env);',
      ...line,
      '}',
    ];
    checkHint(
      hibernatedMemory,
      room({ fetch: PUSH, ...broadcast, more: made(['  this.sockets = [];']) }),
      ASK,
      room({ ...asked, more: made([]) }),
    );
  });

  it('takes a socket whose `send()` throws for one that is gone', () => {
    const send = (sockets: string, forget: string[]) =>
      room({ more: [] })
        .replace(/ {2}async webSocketMessage[^]*/, '')
        .concat(
          indented(
            [
              'tell(text) {',
              `  for (const ws of ${sockets}) {`,
              '    try {',
              '      ws.send(text);',
              '    } catch {',
              ...forget,
              '    }',
              '  }',
              '}',
            ],
            2,
          ),
          '}\n',
        );
    const before = send('this.sockets', ['      this.sockets.delete(ws);'])
      .replace('Object {\n', `Object {\n  ${SET}\n`)
      .replace('(server);\n', '(server);\n    this.sockets.add(server);\n');
    checkHint(hibernatedMemory, before, ASK, send(OPEN, []));
  });

  it('removes listeners that forget and never run, and leaves a look at the state as it is', () => {
    const loop = (sockets: string) => [
      `for (const peer of ${sockets}) if (peer.readyState === WebSocket.OPEN) peer.send(message);`,
    ];
    const listeners = ['close', 'error'].map(
      (type) => `server.addEventListener('${type}', () => this.sockets.delete(server));`,
    );
    checkHint(
      hibernatedMemory,
      room({
        field: SET,
        fetch: ['this.sockets.add(server);', ...listeners],
        message: loop('this.sockets'),
        more: ['webSocketClose(ws) { this.sockets.delete(ws); }'],
      }),
      ASK,
      room({ message: loop('this.ctx.getWebSockets()'), more: ['webSocketClose(ws) { }'] }),
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
    'an object that another server keeps awake': {
      field: SET,
      fetch: ['this.sockets.add(server);', 'this.up = (await fetch(request)).webSocket;'],
      ...broadcast,
    },
    'an object that never sleeps': {
      field: SET,
      fetch: ['this.sockets.add(server);', 'setInterval(() => this.tick(), 1000);'],
      ...broadcast,
    },
    'an object that asks for its sockets': {
      field: SET,
      fetch: ['this.sockets.add(server);'],
      ...broadcast,
      more: ['restore() {', '  this.known = this.ctx.getWebSockets();', '}'],
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
    'a Map by names': room({
      field: MAP,
      fetch: ['this.sessions.set(name, server);'],
      message: ['this.sessions.▸get(message).name;'],
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
    'an array that is read by index': room({
      field: ARRAY,
      fetch: PUSH,
      message: ['this.▸sockets[0].send(message);'],
    }),
    'an array that is emptied': room({
      field: ARRAY,
      fetch: PUSH,
      message: ['for (const one of this.▸sockets) one.send(1);', 'this.sockets.length = 0;'],
    }),
    'an array of objects with sockets': room({
      field: ARRAY,
      fetch: ['this.sockets.push({ name, socket: server });'],
      message: ['for (const { socket } of this.▸sockets) socket.send(1);'],
    }),
    'an array that keeps others by another test': room({
      field: ARRAY,
      fetch: PUSH,
      message: [
        'this.sockets = this.sockets.filter((one) => one.readyState === 1);',
        'for (const one of this.▸sockets) one.send(1);',
      ],
    }),
    'an array whose removed index is used again': room({
      field: ARRAY,
      fetch: PUSH,
      message: [
        'const index = this.sockets.indexOf(ws);',
        'if (index !== -1) this.sockets.splice(index, 1);',
        'for (const one of this.▸sockets) one.send(index);',
      ],
    }),
    'an array that the constructor asks for': room({
      fetch: PUSH,
      message: ['for (const one of this.▸sockets) one.send(1);'],
      more: [
        'constructor(ctx, env) {',
        '  super(ctx, env);',
        '  this.sockets = [];',
        '  this.ctx.blockConcurrencyWhile(async () => {',
        '    this.sockets = this.ctx.getWebSockets();',
        '  });',
        '}',
      ],
    }),
    'a Set that a class which extends it fills': `${room({
      field: SET,
      fetch: ['this.sockets.add(server);'],
      message: ['for (const one of this.▸sockets) one.send(1);'],
    })}class Restored extends Room {
  constructor(ctx, env) {
    super(ctx, env);
    for (const ws of ctx.getWebSockets()) this.sockets.add(ws);
  }
}
`,
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
