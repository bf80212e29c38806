import type { Env } from './index';

interface Message {
  author: string;
  text: string;
}

/** Takes a message for a room. Quoted ones are stored as they came. */
export async function postMessage(request: Request, env: Env, room: string): Promise<Response> {
  const message = await request.json<Message>();
  console.log('message', { room, author: message.author, length: message.text.length });

  if (message.text.startsWith('>')) {
    const original = await request.text();
    await env.ARCHIVE.put(`quote:${room}`, original);
  }

  await env.MESSAGES.send({ room, author: message.author, text: message.text });
  return Response.json({ accepted: true }, { status: 202 });
}
