import { WebSocket } from 'ws';

/** How a Worker is talked to: one of the usual ways, or one of its own that gives the answer. */
export type Exchange = 'get' | 'post' | 'socket' | ((url: URL) => Promise<string>);

const PATIENCE_MS = 5_000;

/**
 * Talks to the Worker once. An HTTP answer is `status body`, and `seen` when it has the X-Seen header; a
 * socket's is its first message, or how it ended without one.
 */
export async function talk(url: URL, exchange: Exchange): Promise<string> {
  if (typeof exchange === 'function') return exchange(url);
  if (exchange === 'socket') return talkBySocket(url);
  const response = await fetch(url, {
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(exchange === 'post' ? { method: 'POST', body: 'posted' } : {}),
  });
  const seen = response.headers.has('X-Seen') ? ' seen' : '';
  return `${response.status} ${await response.text()}${seen}`;
}

async function talkBySocket(url: URL): Promise<string> {
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  const timer = setTimeout(() => socket.terminate(), PATIENCE_MS);
  try {
    return await new Promise<string>((resolve) => {
      let answer = '';
      socket.on('open', () => socket.send('hello'));
      socket.on('message', (data: Buffer) => {
        answer ||= data.toString();
        socket.close(1000);
      });
      socket.on('error', (error) => (answer ||= error.message));
      socket.on('close', (code) => resolve(answer || `closed with ${code}`));
    });
  } finally {
    clearTimeout(timer);
  }
}
