import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { hibernatedSockets } from '../../../../../extension/core/fixes/rules/hibernatedSockets.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { checkHint } from '../../../../support/checkHint.ts';
import { indented, OPEN, type Room, room } from '../../../../support/hibernatingRoom.ts';

const ASK = 'Ask `this.ctx.getWebSockets()` instead of keeping the sockets in `this.sockets`';
const SET = 'sockets = new Set();';

describe('QF-03 sockets that a hibernating object keeps', () => {
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
      hibernatedSockets,
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
        hibernatedSockets,
        room({ field: ARRAY, fetch: PUSH, ...broadcast, more: leave }),
        ASK,
        room({ fetch: [], ...asked, more: LEFT }),
      );
    });
  }

  it('asks the sockets whatever an array of them was asked', () => {
    checkHint(
      hibernatedSockets,
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
      hibernatedSockets,
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
    checkHint(hibernatedSockets, before, title, source('', '', 'this.ctx.getWebSockets()', ''));
  });

  it('removes a collection that only the constructor names', () => {
    const made = (line: string[]) => [
      'constructor(ctx, env) {',
      '  super(ctx, env);',
      ...line,
      '}',
    ];
    checkHint(
      hibernatedSockets,
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
    checkHint(hibernatedSockets, before, ASK, send(OPEN, []));
  });

  it('removes listeners that forget and never run, and leaves a look at the state as it is', () => {
    const loop = (sockets: string) => [
      `for (const peer of ${sockets}) if (peer.readyState === WebSocket.OPEN) peer.send(message);`,
    ];
    const listeners = ['close', 'error'].map(
      (type) => `server.addEventListener('${type}', () => this.sockets.delete(server));`,
    );
    checkHint(
      hibernatedSockets,
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

  const TAG = 'Find the sockets by tags instead of keeping them in `this.sockets`';
  const INDEX = 'sockets = new Map();';
  const SEND = { message: "Cannot read properties of undefined (reading 'send')" };
  /** The class of `room()`, with an id as the tag of each socket. */
  const tagged = (parts: Room, tag: string) =>
    room(parts).replace('acceptWebSocket(server)', `acceptWebSocket(server, [${tag}])`);

  it('finds a socket by its tag', () => {
    const fix = checkFix(
      hibernatedSockets,
      room({
        field: INDEX,
        fetch: ['this.sockets.set(name, server);'],
        message: [
          'const { to, text } = JSON.parse(message);',
          'this.sockets.▸get(to).send(text);',
          'if (!this.sockets.has(`${to} 2`)) ws.send(to);',
          'const isThere = this.sockets.has("me") || text;',
          'const last = this.sockets.get(String(this.sockets.size));',
        ],
        more: [
          'notify(user = String(1)) {',
          '  const socket = this.sockets.get(user);',
          '  if (socket) socket.send(`${this.sockets.size} sockets`);',
          '}',
        ],
      }),
      TAG,
      tagged(
        {
          message: [
            'const { to, text } = JSON.parse(message);',
            'this.ctx.getWebSockets(String(to))[0].send(text);',
            'if (this.ctx.getWebSockets(`${to} 2`).length === 0) ws.send(to);',
            'const isThere = (this.ctx.getWebSockets("me").length > 0) || text;',
            'const last = this.ctx.getWebSockets(String(this.ctx.getWebSockets().length))[0];',
          ],
          more: [
            'notify(user = String(1)) {',
            '  const socket = this.ctx.getWebSockets(String(user))[0];',
            '  if (socket) socket.send(`${this.ctx.getWebSockets().length} sockets`);',
            '}',
          ],
        },
        'name',
      ),
      SEND,
    );
    assert.equal(fix.safety, 'review');
  });

  it('goes through sockets that are kept by ids', () => {
    checkHint(
      hibernatedSockets,
      room({
        field: INDEX,
        fetch: ['this.sockets.set(name, server);'],
        message: [
          'for (const [id, socket] of this.sockets) {',
          '  if (socket !== ws) socket.send(id);',
          '}',
          'for (const [, socket] of this.sockets) socket.send(message);',
          'for (const socket of this.sockets.values()) socket.send(message);',
          'for (const id of this.sockets.keys()) {',
          '  list.push(id);',
          '}',
          'this.sockets.forEach((socket, id) => {',
          '  socket.send(id);',
          '});',
          'this.sockets.forEach((socket) => socket.send(message));',
          'ws.send([...this.sockets.keys()].join());',
        ],
      }),
      TAG,
      tagged(
        {
          message: [
            'for (const socket of this.ctx.getWebSockets()) {',
            '  const id = this.ctx.getTags(socket)[0];',
            '  if (socket !== ws) socket.send(id);',
            '}',
            'for (const socket of this.ctx.getWebSockets()) socket.send(message);',
            'for (const socket of this.ctx.getWebSockets()) socket.send(message);',
            'for (const socket of this.ctx.getWebSockets()) {',
            '  const id = this.ctx.getTags(socket)[0];',
            '  list.push(id);',
            '}',
            'this.ctx.getWebSockets().forEach((socket) => {',
            '  const id = this.ctx.getTags(socket)[0];',
            '  socket.send(id);',
            '});',
            'this.ctx.getWebSockets().forEach((socket) => socket.send(message));',
            'ws.send(this.ctx.getWebSockets().map((one) => this.ctx.getTags(one)[0]).join());',
          ],
        },
        'name',
      ),
    );
  });

  const lookups: Record<string, string[]> = {
    'in a loop': [
      'for (const [id, socket] of this.sockets) {',
      '  if (socket === ws) {',
      '    this.sockets.delete(id);',
      '    break;',
      '  }',
      '}',
    ],
    'in a callback': [
      'this.sockets.forEach((socket, id) => {',
      '  if (socket === ws) this.sockets.delete(id);',
      '});',
    ],
    'by its id': ['this.sockets.delete(ws.id);'],
  };
  for (const [name, lines] of Object.entries(lookups)) {
    it(`leaves out what looks for a socket to forget it, ${name}`, () => {
      const rest = {
        field: INDEX,
        fetch: ['this.sockets.set(name, server);'],
        message: ['for (const peer of this.sockets.values()) {', '  peer.send(message);', '}'],
      };
      const close = lines.map((line) => `  ${line}`);
      checkHint(
        hibernatedSockets,
        room({ ...rest, more: ['async webSocketClose(ws) {', ...close, '  ws.close();', '}'] }),
        TAG,
        tagged({ ...asked, more: LEFT }, 'name'),
      );
    });
  }

  it('accepts the socket where its id is known, and keeps CRLF, tabs and missing semicolons', () => {
    const typed = (field: string, join: string, find: string) =>
      `import { DurableObject } from "cloudflare:workers"

export class Room extends DurableObject<Env> {
${field}	async fetch(request: Request): Promise<Response> {
		const { 0: client, 1: server } = new WebSocketPair()
${join}		return new Response(null, { status: 101, webSocket: client })
	}

	async notify(id: string, text: string) {
		${find}.send(text)
	}

	async webSocketMessage(ws: WebSocket, message: string) {}
}
`.replaceAll('\n', '\r\n');
    checkHint(
      hibernatedSockets,
      typed(
        '\tprivate sockets: Map<string, WebSocket> = new Map()\n',
        `\t\tthis.ctx.acceptWebSocket(server)
		const id = await this.nextId()
		this.sockets.set(id, server)
`,
        'this.sockets.get(id)!',
      ),
      TAG,
      typed(
        '',
        '\t\tconst id = await this.nextId()\n\t\tthis.ctx.acceptWebSocket(server, [id])\n',
        'this.ctx.getWebSockets(id)[0]!',
      ),
    );
  });

  const GET = 'Get `this.socket` from `this.ctx.getWebSockets()` instead of keeping it';
  const KEPT = ['this.socket = server;'];
  const getter = (text: string) => ['', 'get socket() {', `  return ${text};`, '}'];

  it('gets the one socket of an object, and tells of it', () => {
    const fix = checkHint(
      hibernatedSockets,
      room({ field: 'socket;', fetch: KEPT, message: ['this.socket.send(message);'] }),
      GET,
      room({
        message: ['this.socket.send(message);'],
        more: getter('this.ctx.getWebSockets()[0]'),
      }),
    );
    assert.equal(fix.safety, 'review');
  });

  it('gets none when the one socket is closed', () => {
    const close = (lines: string[]) => [
      'async webSocketClose(ws) {',
      ...lines,
      '  ws.close();',
      '}',
    ];
    const tell = ['tell(text) {', '  if (this.socket !== null) this.socket.send(text);', '}'];
    const message = ['this.▸socket.send(message);'];
    const made = (lines: string[]) => [
      'constructor(ctx, env) {',
      '  super(ctx, env);',
      ...lines,
      '}',
    ];
    checkFix(
      hibernatedSockets,
      room({
        fetch: KEPT,
        message,
        more: [...made(['  this.socket = null;']), ...tell, ...close(['  this.socket = null;'])],
      }),
      GET,
      room({
        message: ['this.socket.send(message);'],
        more: [
          ...made([]),
          ...tell,
          ...close([]),
          ...getter(`${OPEN.replace('filter', 'find')} ?? null`),
        ],
      }),
      { message: "Cannot read properties of null (reading 'send')" },
    );
  });

  it('keeps who may use a field', () => {
    const typed = (field: string, put: string, getter: string) =>
      `import { DurableObject } from 'cloudflare:workers';
export class Device extends DurableObject {
${field}  async fetch(request: Request) {
    const pair = new WebSocketPair();
    this.ctx.acceptWebSocket(pair[1]);
${put}    return new Response(null, { status: 101, webSocket: pair[0] });
  }
  tell(text: string) {
    this.▸socket?.send(text);
  }
${getter}}
`;
    const get = '\n  private get socket() {\n    return this.ctx.getWebSockets()[0];\n  }\n';
    checkFix(
      hibernatedSockets,
      typed('  private socket?: WebSocket;\n', '    this.socket = pair[1];\n', ''),
      GET,
      typed('', '', get).replace('▸', ''),
    );
  });

  const untold: Record<string, Room> = {
    'a socket that may be missing': {
      field: 'socket;',
      fetch: KEPT,
      message: ['this.socket?.send(message);'],
    },
    'a socket that is looked at': {
      field: 'socket;',
      fetch: KEPT,
      message: ['if (!this.socket) return;', 'this.socket.send(message);'],
    },
    'a socket that is greeted as it comes': {
      field: 'socket;',
      fetch: [...KEPT, 'this.socket.send("welcome");'],
    },
    'a socket that is looked for by an id': {
      field: INDEX,
      fetch: ['this.sockets.set(name, server);'],
      message: ['this.sockets.get(message)?.send(message);'],
    },
    'an object that also has sockets which cannot hibernate': {
      field: SET,
      fetch: ['this.sockets.add(server);', 'if (name) client.accept();'],
      ...broadcast,
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
      const known = checkModule(tree, undefined, [hibernatedSockets]);
      assert.deepEqual(
        known.map(({ finding }) => finding.hint),
        [undefined],
      );
    });
  }

  it('does not tell of one socket where another module may open a second', () => {
    const source = room({
      field: 'socket;',
      fetch: [...KEPT, 'this.other = await open(this.env);'],
      message: ['this.socket.send(message);'],
    });
    const tree = parseSource(`import { open } from './other.js';\n${source}`, 'worker.ts');
    assert.ok(tree);
    const known = checkModule(tree, undefined, [hibernatedSockets]);
    assert.deepEqual(
      known.map(({ finding }) => finding.hint),
      [undefined],
    );
  });

  const refused: Record<string, string> = {
    'a private field that another object has too': room({
      field: '#sockets = new Set();',
      fetch: ['this.#sockets.add(server);'],
      message: ['for (const peer of this.▸#sockets) peer.send(message);'],
      more: ['isLike(other) {', '  return other.#sockets.size > 0;', '}'],
    }),
    'a private field that tells what an object is': room({
      field: '#sockets = new Set();',
      fetch: ['this.#sockets.add(server);'],
      message: ['for (const peer of this.▸#sockets) peer.send(message);'],
      more: ['isLike(other) {', '  return #sockets in other;', '}'],
    }),
    'a socket that each message brings': room({
      field: 'socket;',
      fetch: KEPT,
      message: ['this.▸socket.send(message);', 'this.socket ??= ws;'],
    }),
    'a socket of a branch': room({
      field: 'socket;',
      fetch: ['if (name) {', '  this.socket = server;', '}'],
      message: ['this.▸socket.send(message);'],
    }),
    'a socket of another server': room({
      field: 'socket;',
      fetch: ['this.socket = (await fetch(request)).webSocket;'],
      message: ['this.▸socket.send(message);'],
    }),
    'a socket that this object opens': room({
      field: 'socket;',
      fetch: ['this.socket = new WebSocket(name);'],
      message: ['this.▸socket.send(message);'],
    }),
    'a socket that the constructor asks for': room({
      fetch: KEPT,
      message: ['this.▸socket.send(message);'],
      more: [
        'constructor(ctx, env) {',
        '  super(ctx, env);',
        '  this.socket = ctx.getWebSockets()[0];',
        '}',
      ],
    }),
    'a socket that leaves before its end': room({
      field: 'socket;',
      fetch: KEPT,
      message: ['this.▸socket.send(message);', 'this.socket = null;'],
    }),
    'a socket that is used before it is accepted': room({
      field: 'socket;',
      message: ['this.▸socket.send(message);'],
    }).replace(
      'this.ctx.accept',
      'this.socket = server;\n    this.socket.x = 1;\n    this.ctx.accept',
    ),
    'sockets by numbers': room({
      field: INDEX,
      fetch: ['const id = this.last + 1;', 'this.sockets.set(id, server);'],
      message: ['this.sockets.▸get(message).send(1);'],
    }),
    'sockets by objects': room({
      field: 'sockets: Map<Player, WebSocket> = new Map();',
      fetch: ['this.sockets.set(name, server);'],
      message: ['this.sockets.▸get(message).send(1);'],
    }),
    'sockets that speak before their id is known': room({
      field: INDEX,
      fetch: ['server.send("hi");', 'const id = String(1);', 'this.sockets.set(id, server);'],
      message: ['this.sockets.▸get(message).send(1);'],
    }),
    'sockets that a message names': room({
      field: INDEX,
      message: ['this.sockets.set(message, ws);', 'this.sockets.▸get("a").send(1);'],
    }),
    'sockets by two ids': room({
      field: `${INDEX}\n  others = new Map();`,
      fetch: ['this.sockets.set(name, server);', 'this.others.set(String(1), server);'],
      message: ['this.sockets.▸get(message).send(1);', 'this.others.get(message).send(1);'],
    }),
    'a socket that is forgotten by its id and stays': room({
      field: INDEX,
      fetch: ['this.sockets.set(name, server);'],
      message: ['this.sockets.▸get(message).send(1);', 'this.sockets.delete(message);'],
    }),
    'sockets whose Map other code gets': room({
      field: INDEX,
      fetch: ['this.sockets.set(name, server);'],
      message: ['this.sockets.▸get(message).send(1);', 'count(this.sockets);'],
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
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(hibernatedSockets, before);
    });
  }
});
