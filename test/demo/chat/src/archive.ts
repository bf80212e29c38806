import type { Env } from './index';

export interface ArchivedMessage {
  room: string;
  author: string;
  text: string;
}

/** Keeps each message for a day. */
export async function archiveMessages(
  batch: MessageBatch<ArchivedMessage>,
  env: Env,
): Promise<void> {
  for (const message of batch.messages) {
    const key = `message:${message.body.room}:${message.id}`;
    await env.ARCHIVE.put(key, message.body.text, { expirationTtl: 86_400 });
  }
  console.log('archived', batch.messages.length);
}
