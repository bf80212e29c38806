import type { BrokenWorker } from './brokenWorker.ts';

const worker = (id: string) => `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  hello() { return 'hello'; }
}
export default {
  async fetch(request: Request, env: any) {
    const name = new URL(request.url).searchParams.get('room') ?? 'lobby';
    const room = env.ROOM.get(env.ROOM.idFromString(${id}));
    return new Response(await room.hello());
  },
};
`;
const NAME = {
  code: 'rt:object-id',
  message: /^Invalid Durable Object ID: must be 64 hex digits/,
  title: 'Make the id from a name with `idFromName()`',
  exchange: 'get' as const,
  answer: '200 hello',
};

export const objectIds: readonly BrokenWorker[] = [
  { ...NAME, name: 'a name of an object in the text, read as an id', source: worker("'lobby'") },
  { ...NAME, name: 'a name of an object that came with the request', source: worker('name') },
];
