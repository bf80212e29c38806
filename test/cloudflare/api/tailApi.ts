import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { passes, type TailFilter } from './tailFilters.ts';
import type { TraceItem } from './traceItem.ts';
import { WebSocketConnection } from './webSocketConnection.ts';

/** How the service may fail on demand; each stays until it is taken back with `undefined`. */
export interface Misbehaviour {
  /** The answer to the creation of a tail. */
  create?:
    | { status: number; code: number; message: string; retryAfter?: number }
    | { status: number; html: string }
    | undefined;
  /** The WebSocket's handshake: refused with a status, or never answered. */
  handshake?: { status: number } | 'hang' | undefined;
  /** Delivery stops while the socket stays open, as at the expiry of a tail. */
  expired?: boolean;
}

interface Tail {
  readonly id: string;
  readonly script: string;
  readonly filters: readonly TailFilter[];
  socket: WebSocketConnection | undefined;
}

/**
 * The part of Cloudflare's API that `wrangler tail` uses, on loopback: create, WebSocket `trace-v1`, pings,
 * delete, accounts. Point wrangler at it with `CLOUDFLARE_API_BASE_URL`.
 */
export class TailApi {
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch((error: unknown) => response.destroy(error as Error)); // what Node throws is an Error
  });
  readonly #scripts = new Set<string>();
  readonly #tails = new Map<string, Tail>();
  readonly #hanging = new Set<Duplex>();
  readonly misbehave: Misbehaviour = {};
  /** `POST …/tails`, and so on, in order. */
  readonly requests: string[] = [];
  created = 0;
  deleted = 0;

  static async start(port = 0): Promise<TailApi> {
    const api = new TailApi();
    api.#server.on('upgrade', (request, socket) => api.#upgrade(request, socket));
    await new Promise<void>((resolve, reject) => {
      api.#server.on('error', reject);
      api.#server.listen(port, '127.0.0.1', resolve);
    });
    return api;
  }

  get port(): number {
    const address = this.#server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The API is not up.');
    return address.port;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}/client/v4`;
  }

  /** What wrangler needs to talk to this service and no other. */
  get environment(): Record<string, string> {
    return {
      CLOUDFLARE_API_BASE_URL: this.baseUrl,
      CLOUDFLARE_API_TOKEN: 'local',
      CLOUDFLARE_ACCOUNT_ID: 'local-account',
    };
  }

  /** A Worker of this name is deployed. */
  addScript(name: string): void {
    this.#scripts.add(name);
  }

  /** How many tails have an open WebSocket. */
  get open(): number {
    return this.#connections().length;
  }

  /** How many handshakes wait for an answer that does not come. */
  get hanging(): number {
    return this.#hanging.size;
  }

  /** Sends an event to the tails of its Worker whose filters let it pass. */
  deliver(item: TraceItem): void {
    if (this.misbehave.expired === true) return;
    let text: string | undefined;
    for (const { script, filters, socket } of this.#tails.values()) {
      if (script !== item.scriptName || socket === undefined || !passes(item, filters)) continue;
      text ??= JSON.stringify(item);
      socket.send(text);
    }
  }

  /** Sends a message as it is: a notice, or something that is no event. */
  send(message: string): void {
    for (const socket of this.#connections()) socket.send(message);
  }

  /** The notice with which sampling begins or ends. */
  sampling(on: boolean): void {
    const event = on
      ? { type: 'overload', message: 'Tail is currently in sampling mode due to high traffic.' }
      : { type: 'overload-stop', message: 'Tail is no longer sampling.' };
    this.send(JSON.stringify({ event }));
  }

  /** Sends recorded events, evenly, and resolves after the last. @param rate events per second. */
  async replay(items: readonly TraceItem[], rate: number): Promise<void> {
    const start = performance.now();
    for (let sent = 0; sent < items.length;) {
      const due = Math.min(items.length, Math.ceil(((performance.now() - start) / 1000) * rate));
      for (; sent < due; sent++) {
        const item = items[sent];
        if (item !== undefined) this.deliver(item);
      }
      await new Promise((resolve) => setTimeout(resolve, 4));
    }
  }

  closeSockets(code: number): void {
    for (const socket of this.#connections()) socket.close(code);
  }

  dropSockets(): void {
    for (const socket of this.#connections()) socket.drop();
  }

  freezePongs(frozen: boolean): void {
    for (const socket of this.#connections()) socket.frozen = frozen;
  }

  async dispose(): Promise<void> {
    this.dropSockets();
    for (const socket of this.#hanging) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #connections(): WebSocketConnection[] {
    return [...this.#tails.values()].flatMap(({ socket }) => socket ?? []);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.baseUrl).pathname.replace('/client/v4', '');
    this.requests.push(`${request.method ?? ''} ${path}`);
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const [, script, , id] = /\/workers\/scripts\/([^/]+)\/tails(\/([^/]+))?$/.exec(path) ?? [];
    if (script !== undefined && request.method === 'POST') {
      this.#create(decodeURIComponent(script), body, response);
    } else if (script !== undefined && request.method === 'DELETE') {
      this.deleted++;
      this.#tails.delete(id ?? '');
      answer(response, 200, null);
    } else if (path === '/accounts') {
      answer(response, 200, [{ id: 'local-account', name: 'Local' }]);
    } else if (path === '/memberships') {
      answer(response, 200, [{ account: { id: 'local-account', name: 'Local' } }]);
    } else if (path === '/user') {
      answer(response, 200, { id: 'local-user', email: 'user@example.com' });
    } else {
      answer(response, 404, null, { code: 7003, message: `Could not route to ${path}` });
    }
  }

  #create(script: string, body: string, response: ServerResponse): void {
    const { create } = this.misbehave;
    if (create !== undefined) {
      if ('html' in create) {
        response.writeHead(create.status, { 'content-type': 'text/html' }).end(create.html);
        return;
      }
      if (create.retryAfter !== undefined) response.setHeader('Retry-After', create.retryAfter);
      answer(response, create.status, null, create);
      return;
    }
    if (!this.#scripts.has(script)) {
      const message = 'This Worker does not exist on your account.';
      answer(response, 404, null, { code: 10007, message });
      return;
    }
    // wrangler wrote it: its shape is the one of `TailFilter`.
    const { filters } = JSON.parse(body) as { readonly filters: readonly TailFilter[] };
    const id = randomUUID();
    this.created++;
    this.#tails.set(id, { id, script, filters, socket: undefined });
    answer(response, 200, {
      id,
      url: `ws://127.0.0.1:${this.port}/tails/${id}`,
      expires_at: new Date(Date.now() + 6 * 3_600_000).toISOString(),
    });
  }

  #upgrade(request: IncomingMessage, socket: Duplex): void {
    const { handshake } = this.misbehave;
    const tail = this.#tails.get(/^\/tails\/([^/]+)$/.exec(request.url ?? '')?.[1] ?? '');
    const key = request.headers['sec-websocket-key'];
    if (handshake === 'hang') {
      this.#hanging.add(socket);
      socket.on('close', () => this.#hanging.delete(socket));
      socket.on('error', () => socket.destroy());
      return;
    }
    if (handshake !== undefined || tail === undefined || key === undefined) {
      const status = handshake?.status ?? 404;
      socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
      return;
    }
    const connection = new WebSocketConnection(socket, key, 'trace-v1');
    tail.socket = connection;
    connection.onClose = () => {
      tail.socket = undefined;
    };
  }
}

function answer(
  response: ServerResponse,
  status: number,
  result: unknown,
  error?: { readonly code: number; readonly message: string },
): void {
  const errors = error === undefined ? [] : [{ code: error.code, message: error.message }];
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(JSON.stringify({ success: error === undefined, errors, messages: [], result }));
}
