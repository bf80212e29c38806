/** A WebSocket that tells how the service is, and again whenever it is asked. */
export function liveStatus(request: Request): Response {
  if (request.headers.get('Upgrade')?.toLowerCase() !== 'websocket') {
    return new Response('Expected a WebSocket', { status: 426, headers: { Upgrade: 'websocket' } });
  }
  const [client, server] = Object.values(new WebSocketPair());

  server.send(JSON.stringify({ status: 'ok' }));
  server.accept();
  server.addEventListener('message', (event) => {
    server.send(`still here, ${String(event.data)}`);
  });

  return new Response(null, { status: 101, webSocket: client });
}
