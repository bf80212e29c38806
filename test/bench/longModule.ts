/** A Worker's module of about that many lines, as people write them; the same each time. */
export function longModule(lines: number): string {
  let text = ENTRY;
  for (let part = 0; text.split('\n').length < lines; part++) text += room(part);
  return text;
}

const ENTRY = `import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';

export interface Env {
  readonly CACHE: KVNamespace;
  readonly DB: D1Database;
  readonly ROOM: DurableObjectNamespace<Room0>;
}

export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const url = new URL(request.url);
    const upstream = await fetch(url, { cf: { cacheTtl: 60 } });
    upstream.headers.set('X-Served-By', 'edge');
    const { waitUntil } = ctx;
    waitUntil(env.CACHE.put(url.pathname, 'seen'));
    return upstream;
  },
} satisfies ExportedHandler<Env>;
`;

const room = (part: number): string => `
interface Member${part} {
  readonly id: string;
  readonly name: string;
  seen?: number;
}

/** A room and what its members say to each other. */
export class Room${part} extends DurableObject<Env> {
  readonly #members = new Map<string, Member${part}>();
  #closed = false;

  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get('Upgrade') !== 'websocket') {
      return new Response('Expected a WebSocket', { status: 426 });
    }
    const { 0: client, 1: server } = new WebSocketPair();
    this.ctx.acceptWebSocket(server);
    const id = crypto.randomUUID();
    server.serializeAttachment({ id, joined: Date.now() });
    this.#members.set(id, { id, name: request.headers.get('X-Name') ?? 'anonymous' });
    return new Response(null, { status: 101, webSocket: client });
  }

  override async webSocketMessage(ws: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const text = typeof message === 'string' ? message : new TextDecoder().decode(message);
    for (const peer of this.ctx.getWebSockets()) {
      if (peer !== ws && peer.readyState === WebSocket.READY_STATE_OPEN) peer.send(text);
    }
    const row = await this.env.DB.prepare('select count(*) as n from lines where room = ?')
      .bind(${part})
      .first<{ n: number }>();
    if ((row?.n ?? 0) > 1000) await this.ctx.storage.setAlarm(Date.now() + 60_000);
  }

  override webSocketClose(ws: WebSocket): void {
    const attachment = ws.deserializeAttachment() as { id: string } | null;
    if (attachment !== null) this.#members.delete(attachment.id);
    this.#closed ||= this.#members.size === 0;
    ws.close();
  }
}

const routes${part} = new Hono<{ Bindings: Env }>()
  .get('/rooms/${part}', async (c) => {
    const cached = await c.env.CACHE.get('room-${part}', 'json');
    return c.json(cached ?? { members: [], total: 0 });
  })
  .post('/rooms/${part}/lines', async (c) => {
    const body = await c.req.json<{ readonly lines: string[] }>();
    const statements = body.lines.map((line, index) =>
      c.env.DB.prepare('insert into lines (room, at, text) values (?, ?, ?)').bind(${part}, index, line),
    );
    c.executionCtx.waitUntil(c.env.DB.batch(statements));
    return c.json({ accepted: statements.length }, 202);
  });

export function summary${part}(members: readonly Member${part}[]): string {
  const names = members.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
  switch (names.length) {
    case 0:
      return 'nobody';
    case 1:
      return \`only \${names[0]}\`;
    default:
      return \`\${names.slice(0, -1).join(', ')} and \${names.at(-1) ?? ''}\`;
  }
}
`;
