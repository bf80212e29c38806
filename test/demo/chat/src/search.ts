import type { Env } from './index';

/** Finds messages; an empty search waits until the index is ready. */
export async function search(query: string, env: Env): Promise<Response> {
  if (query === '') await indexReady();
  const { keys } = await env.ARCHIVE.list({ prefix: 'message:' });
  return Response.json(keys.filter((key) => key.name.includes(query)).map((key) => key.name));
}

function indexReady(): Promise<void> {
  return new Promise((resolve) => {
    pending.add(resolve);
  });
}

const pending = new Set<() => void>();
