import type { Env } from './index';

interface RoomSettings {
  limits: { perMinute: number };
}

/** How many messages a minute a room takes. */
export async function limits(env: Env, room: string): Promise<Response> {
  const settings = ((await env.ARCHIVE.get(`settings:${room}`, 'json')) ?? {}) as RoomSettings;
  return Response.json({ perMinute: settings.limits.perMinute });
}
