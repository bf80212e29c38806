import { DurableObject } from 'cloudflare:workers';
import type { Env } from './index';

/** One room. Its sockets hibernate: an idle room costs nothing. */
export class Room extends DurableObject<Env> {
  async fetch(request: Request): Promise<Response> {
    if (request.headers.get('Upgrade')?.toLowerCase() !== 'websocket') {
      return Response.json({ sockets: this.ctx.getWebSockets().length });
    }
    const [client, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server);
    server.serializeAttachment({ name: new URL(request.url).searchParams.get('name') ?? 'guest' });
    return new Response(null, { status: 101, webSocket: client });
  }

  async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
    const { name } = socket.deserializeAttachment() as { name: string };
    for (const peer of this.ctx.getWebSockets()) peer.send(`${name}: ${String(message)}`);
  }

  async webSocketClose(socket: WebSocket, code: number, reason: string): Promise<void> {
    socket.close(code, reason);
  }
}
