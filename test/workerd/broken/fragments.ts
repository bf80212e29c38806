/** Parts that broken Workers are written of. */

export const handler = (
  body: string,
  parameters = 'request: Request, env: any, ctx: ExecutionContext',
) => `// 𝕎orker\nexport default {\n  async fetch(${parameters}) {\n${indent(body)}\n  },\n};\n`;
export const room = (
  body: string,
  more = '',
) => `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request: Request) {
${indent(body)}
  }
${more}}
export default {
  fetch: (request: Request, env: any) => env.ROOM.getByName('a').fetch(request),
};
`;
/** As the README says: Hono answers errors itself, and but for this only logs them. */
export const hono = (routes: string) => `import { Hono } from 'hono';
const app = new Hono<{ Bindings: { UP: Fetcher } }>();
app.onError((error, c) => {
  if ('getResponse' in error) return error.getResponse();
  c.executionCtx.waitUntil(Promise.reject(error));
  return c.text('Internal Server Error', 500);
});
${routes}
export default app;
`;
export const itty = (routes: string) => `import { Router } from 'itty-router';
const router = Router();
${routes}
export default router;
`;
export const PAIR = 'const [client, server] = Object.values(new WebSocketPair());\n';
export const ECHO =
  "server.addEventListener('message', (event) => server.send('echo ' + event.data));\n";
export const upgrade = (end: string) =>
  `return new Response(null, { status: 101, webSocket: ${end} });`;
export const MESSAGES = `  webSocketMessage(ws: WebSocket, message: string) {
    ws.send('echo ' + message);
  }
  webSocketClose(ws: WebSocket) {
    ws.close();
  }
`;

function indent(body: string): string {
  return body.replace(/^(?=.)/gm, '    ');
}
