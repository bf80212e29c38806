/** What is asked for when some of the sockets of the runtime have closed. */
export const OPEN = 'this.ctx.getWebSockets().filter((one) => one.readyState === WebSocket.OPEN)';

/** Lines of a class, without indentation. */
export interface Room {
  readonly field?: string;
  readonly fetch?: string[];
  readonly message?: string[];
  readonly more?: string[];
}

export const indented = (lines: string[], depth: number) =>
  lines.map((line) => (line === '' ? '\n' : `${' '.repeat(depth)}${line}\n`)).join('');

/** A Durable Object whose sockets can hibernate. */
export const room = ({ field, fetch = [], message = [], more = [] }: Room) =>
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
