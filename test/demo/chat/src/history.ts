import type { Env } from './index';

/** The latest messages of a room, which must not be cached. */
export async function history(request: Request, env: Env, room: string): Promise<Response> {
  const stub = env.ROOMS.get(env.ROOMS.idFromName(room));
  const response = await stub.fetch(request);

  response.headers.set('cache-control', 'no-store');

  return response;
}
