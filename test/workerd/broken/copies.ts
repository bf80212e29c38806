import type { BrokenWorker } from './brokenWorker.ts';

const room = (body: string, more = '') => `import { DurableObject } from 'cloudflare:workers';
${more}async function word() {
  return 'hello';
}
export class Room extends DurableObject {
  async fetch() {
    ${body}
  }
}
export default {
  fetch: (request: Request, env: any) => env.ROOM.getByName('a').fetch(request),
};
`;
const READ =
  "const kept: any = await this.ctx.storage.get('copy');\n    return new Response(kept.word);";
const COPY = {
  code: 'rt:not-serializable/function',
  message: /could not be cloned\.$/,
  exchange: 'get',
  answer: '200 hello',
  traces: 2,
  entrypoint: 'Room',
} as const;

export const copies: readonly BrokenWorker[] = [
  {
    ...COPY,
    name: 'a function in what is stored',
    source: room(`await this.ctx.storage.put('copy', {
      word: await word(),
      again: () => this.fetch(),
    });
    ${READ}`),
    title: 'Leave out `again`: functions cannot be copied',
  },
  {
    ...COPY,
    name: 'a method of an object that is stored',
    source: room(`const said = {
      word: 'hel',
      add(more: string) {
        this.word += more;
      },
    };
    said.add('lo');
    await this.ctx.storage.put('copy', said);
    ${READ}`),
    title: 'Leave out `add`: functions cannot be copied',
  },
  {
    ...COPY,
    name: 'a field of a class with a function, in an attachment',
    source: room(
      `const [, server] = Object.values(new WebSocketPair());
    this.ctx.acceptWebSocket(server!);
    server!.serializeAttachment(new Said());
    return new Response(server!.deserializeAttachment().word);`,
      "class Said {\n  word = 'hello';\n  onChange = () => {};\n}\n",
    ),
    title: 'Leave out `onChange`: functions cannot be copied',
  },
  {
    ...COPY,
    code: 'rt:not-serializable/promise',
    name: 'a promise in what is stored',
    source: room(`const said = word();
    await this.ctx.storage.put('copy', { word: said });
    ${READ}`),
    title: 'Wait for `said` with `await`',
  },
  {
    ...COPY,
    code: 'rt:not-serializable/promise',
    name: 'a list of promises in a copy',
    source: room(`const [said] = structuredClone([1].map(async () => word()));
    return new Response(said as any);`),
    title: 'Wait for `[1].map(async () => word())` with `await`',
  },
  {
    ...COPY,
    code: 'rt:not-serializable/rpc-only',
    name: 'a response that is stored',
    message: /^ReadableStream can only be serialized for RPC/,
    source: room(`const response = new Response(await word());
    await this.ctx.storage.put('copy', { word: response });
    ${READ}`),
    title: 'Store or send `response.text()` instead of the object',
  },
];
