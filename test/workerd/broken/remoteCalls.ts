import type { BrokenWorker } from './brokenWorker.ts';

const caller = (call: string) => `export default {
  async fetch(request: Request, env: any) {
    const room = env.ROOM.getByName('a');
    ${call}
  },
};
`;
const room = (members: string, call: string, more = '') =>
  `import { DurableObject } from 'cloudflare:workers';
${more}export class Room extends DurableObject {
  ${members}
}
${caller(call)}`;
const HELLO = 'return new Response(await room.hello());';
/** The object's own event is traced too, and says nothing of the failure. */
const GET = { exchange: 'get' as const, answer: '200 hello', traces: 2 };
const ITEM = `class Item {
  name = 'hello';
  label() {
    return this.name;
  }
}
`;
const VALUE = {
  ...GET,
  code: 'rt:not-serializable/class',
  message: /^Could not serialize object of type "Item"/,
};

export const remoteCalls: readonly BrokenWorker[] = [
  {
    ...GET,
    name: 'a class of a Durable Object that extends nothing',
    code: 'rt:rpc-no-support',
    message: /does not support RPC/,
    source: `export class Room {
  word: string;
  constructor(state: any) {
    this.word = 'hello';
  }
  hello() {
    return this.word;
  }
}
interface Env { ROOM: any }
${caller(HELLO)}`,
    title: 'Let `Room` extend `DurableObject`',
  },
  {
    ...GET,
    name: 'a class of a Durable Object that extends one that extends nothing',
    code: 'rt:rpc-no-support',
    message: /does not support RPC/,
    source: `class Named {
  word = 'hel';
}
export class Room extends Named {
  constructor(state: any, env: any) {
    super(state, env);
    this.word += 'lo';
  }
  hello() {
    return this.word;
  }
}
${caller(HELLO)}`,
    title: 'Let `Named` extend `DurableObject`',
  },
  {
    ...GET,
    name: 'a method called by a near name',
    code: 'rt:rpc-no-method',
    message: /does not implement the method "helo"/,
    source: room("hello() { return 'hello'; }", 'return new Response(await room.helo());'),
    title: 'Call `hello` instead of `helo`',
  },
  {
    ...GET,
    name: 'a field that holds a function, called over RPC',
    code: 'rt:rpc-no-method',
    message: /does not implement the method "hello"/,
    source: room("hello = async () => {\n    return 'hello';\n  };", HELLO),
    title: 'Make `hello` a method: RPC does not reach fields',
  },
  {
    ...VALUE,
    name: 'an object of a class, passed over RPC for its data',
    source: room(
      'hello(item: any) { return item.name; }',
      'const item = new Item();\n    return new Response(await room.hello(item));',
      ITEM,
    ),
    title: 'Pass the data of `item` as a plain object',
  },
  {
    ...VALUE,
    name: 'an object of a class, given over RPC for its methods',
    source: room(
      'hello() { return new Item(); }',
      'using item = await room.hello();\n    return new Response(await item.label());',
      ITEM,
    ),
    title: 'Let `Item` extend `RpcTarget`',
  },
  {
    ...VALUE,
    name: 'an object of a class, passed over RPC in another',
    source: room(
      'hello({ item }: any) { return item.name; }',
      'const item = new Item();\n    return new Response(await room.hello({ item }));',
      ITEM,
    ),
    title: 'Pass the data of `item` as a plain object',
  },
  {
    ...VALUE,
    name: 'an object of a class, returned over RPC for its data',
    source: room(
      'hello() { return { item: new Item() }; }',
      'const { item } = await room.hello();\n    return new Response(item.name);',
      ITEM,
    ),
    title: 'Pass the data of `new Item()` as a plain object',
  },
  {
    ...VALUE,
    code: 'rt:not-serializable/promise',
    name: 'a promise in what is returned over RPC',
    message: /^#<Promise> could not be cloned/,
    source: room(
      "async hello() { return { word: this.word() }; }\n  async word() { return 'hello'; }",
      'const { word } = await room.hello();\n    return new Response(word);',
    ),
    title: 'Wait for `this.word()` with `await`',
  },
  {
    ...VALUE,
    code: 'rt:not-serializable/url',
    name: 'a URL passed over RPC',
    message: /^Could not serialize object of type "URL"/,
    source: room(
      'hello(url: any) { return new URL(url).pathname.slice(1); }',
      "return new Response(await room.hello(new URL('/hello', request.url)));",
    ),
    title: "Store or send `new URL('/hello', request.url).href` instead of the object",
  },
];
