import type { ClassBody, NewExpression } from '@babel/types';

/**
 * Objects of the Workers runtime. The headers of an incoming request and of a fetched or cached response
 * cannot be changed; a cached response may be undefined, and so may the socket of a fetched one be null.
 */
export type NativeKind =
  | 'ctx'
  | 'env'
  | 'binding'
  | 'storage'
  | 'incomingRequest'
  | 'request'
  | 'fetchedResponse'
  | 'cachedResponse'
  | 'response'
  | 'headers'
  | 'stream'
  | 'caches'
  | 'cache'
  | 'crypto'
  | 'subtle'
  | 'scheduler'
  | 'performance'
  | 'webSocket'
  | 'webSockets'
  | 'upgradedWebSocket'
  | 'fetchEvent'
  | 'otherEvent'
  | 'honoContext'
  | 'honoRequest';

/** What an expression is at run time, as far as its bindings tell. */
export type WorkerValue =
  | { readonly kind: NativeKind }
  | { readonly kind: 'promise'; readonly of: WorkerValue }
  /** A native method read without being called. `known` false: some property of a binding. */
  | {
      readonly kind: 'method';
      readonly name: string;
      readonly owner: NativeKind;
      readonly known: boolean;
    }
  /** `this` in a class that the runtime makes objects of. */
  | { readonly kind: 'entrypoint'; readonly body: ClassBody }
  | { readonly kind: 'webSocketPair'; readonly pair: NewExpression }
  | { readonly kind: 'webSocketEnds'; readonly pair: NewExpression }
  | { readonly kind: 'webSocketEnd'; readonly pair: NewExpression; readonly end: '0' | '1' };

export interface NativeType {
  /** Methods that need their object, with the names of their parameters. */
  readonly methods: Readonly<Record<string, readonly string[]>>;
  readonly members: Readonly<Record<string, NativeKind>>;
  /** What a method gives; `promise` when it has to be awaited. */
  readonly results: Readonly<Record<string, NativeKind | { readonly promise: NativeKind }>>;
}

const body = {
  arrayBuffer: [],
  blob: [],
  bytes: [],
  formData: [],
  json: [],
  text: [],
  clone: [],
};
const nothing = { methods: {}, members: {}, results: {} };
const webSocket: NativeType = {
  methods: {
    accept: ['options'],
    addEventListener: ['type', 'listener'],
    close: ['code', 'reason'],
    deserializeAttachment: [],
    send: ['message'],
    serializeAttachment: ['attachment'],
  },
  members: {},
  results: {},
};
const request: NativeType = {
  methods: body,
  members: { headers: 'headers', body: 'stream' },
  results: { clone: 'request' },
};
const response: NativeType = { ...request, results: { clone: 'response' } };

/** Names as in https://developers.cloudflare.com/workers/runtime-apis/; a kind absent here has no members. */
export const nativeTypes: Readonly<Record<NativeKind, NativeType>> = {
  ctx: {
    methods: {
      waitUntil: ['promise'],
      passThroughOnException: [],
      abort: ['reason'],
      acceptWebSocket: ['webSocket', 'tags'],
      blockConcurrencyWhile: ['callback'],
      getWebSockets: ['tag'],
      getTags: ['webSocket'],
      setWebSocketAutoResponse: ['pair'],
    },
    members: { storage: 'storage' },
    results: { getWebSockets: 'webSockets' },
  },
  env: nothing,
  binding: {
    methods: {
      get: ['key'],
      getWithMetadata: ['key'],
      put: ['key', 'value'],
      delete: ['key'],
      list: ['options'],
      head: ['key'],
      prepare: ['query'],
      batch: ['statements'],
      exec: ['query'],
      fetch: ['request'],
      connect: ['address'],
      send: ['message'],
      sendBatch: ['messages'],
      run: ['model', 'inputs'],
      idFromName: ['name'],
      idFromString: ['id'],
      newUniqueId: [],
      getByName: ['name'],
      writeDataPoint: ['point'],
      limit: ['options'],
      create: ['options'],
    },
    members: {},
    // A stub has `fetch` as the binding has; what KV and R2 give is a promise and has none.
    results: { fetch: { promise: 'fetchedResponse' }, get: 'binding', getByName: 'binding' },
  },
  storage: {
    methods: {
      get: ['key'],
      put: ['key', 'value'],
      delete: ['key'],
      deleteAll: [],
      list: ['options'],
      transaction: ['callback'],
      transactionSync: ['callback'],
      sync: [],
      getAlarm: [],
      setAlarm: ['time'],
      deleteAlarm: [],
    },
    members: {},
    results: {},
  },
  incomingRequest: request,
  request,
  // Measured: a clone of a fetched response is immutable too.
  fetchedResponse: {
    ...response,
    members: { ...response.members, webSocket: 'upgradedWebSocket' },
    results: { clone: 'fetchedResponse' },
  },
  cachedResponse: { ...response, results: { clone: 'cachedResponse' } },
  response,
  headers: {
    methods: {
      get: ['name'],
      getSetCookie: [],
      has: ['name'],
      set: ['name', 'value'],
      append: ['name', 'value'],
      delete: ['name'],
      entries: [],
      keys: [],
      values: [],
      forEach: ['callback'],
    },
    members: {},
    results: {},
  },
  stream: {
    methods: {
      cancel: ['reason'],
      getReader: ['options'],
      pipeThrough: ['transform'],
      pipeTo: ['destination'],
      tee: [],
    },
    members: {},
    results: {},
  },
  caches: {
    methods: { open: ['name'] },
    members: { default: 'cache' },
    results: { open: { promise: 'cache' } },
  },
  cache: {
    methods: { match: ['request'], put: ['request', 'response'], delete: ['request'] },
    members: {},
    results: { match: { promise: 'cachedResponse' } },
  },
  crypto: {
    methods: { getRandomValues: ['array'], randomUUID: [] },
    members: { subtle: 'subtle' },
    results: {},
  },
  subtle: {
    methods: {
      decrypt: ['algorithm', 'key', 'data'],
      deriveBits: ['algorithm', 'key', 'length'],
      deriveKey: ['algorithm', 'key', 'derived', 'extractable', 'usages'],
      digest: ['algorithm', 'data'],
      encrypt: ['algorithm', 'key', 'data'],
      exportKey: ['format', 'key'],
      generateKey: ['algorithm', 'extractable', 'usages'],
      importKey: ['format', 'data', 'algorithm', 'extractable', 'usages'],
      sign: ['algorithm', 'key', 'data'],
      timingSafeEqual: ['a', 'b'],
      unwrapKey: ['format', 'wrapped', 'key', 'unwrap', 'algorithm', 'extractable', 'usages'],
      verify: ['algorithm', 'key', 'signature', 'data'],
      wrapKey: ['format', 'key', 'wrapping', 'algorithm'],
    },
    members: {},
    results: {},
  },
  scheduler: { methods: { wait: ['delay'] }, members: {}, results: {} },
  performance: { methods: { now: [] }, members: {}, results: {} },
  webSocket,
  webSockets: nothing,
  upgradedWebSocket: webSocket,
  fetchEvent: {
    methods: { waitUntil: ['promise'], passThroughOnException: [], respondWith: ['response'] },
    members: { request: 'incomingRequest' },
    results: {},
  },
  otherEvent: { methods: { waitUntil: ['promise'] }, members: {}, results: {} },
  // Its methods are arrow functions: they keep their object.
  honoContext: {
    methods: {},
    members: { env: 'env', executionCtx: 'ctx', req: 'honoRequest', event: 'fetchEvent' },
    results: {},
  },
  honoRequest: { methods: {}, members: { raw: 'incomingRequest' }, results: {} },
};

/** Globals that are objects of the runtime. */
export const nativeGlobals: Readonly<Record<string, NativeKind>> = {
  caches: 'caches',
  crypto: 'crypto',
  performance: 'performance',
  scheduler: 'scheduler',
};

/** Types of @cloudflare/workers-types and of `wrangler types`; a name the file declares itself is another. */
export const nativeTypeNames: Readonly<Record<string, NativeKind>> = {
  Cache: 'cache',
  D1Database: 'binding',
  DurableObjectNamespace: 'binding',
  DurableObjectState: 'ctx',
  DurableObjectStorage: 'storage',
  DurableObjectStub: 'binding',
  Env: 'env',
  ExecutionContext: 'ctx',
  Fetcher: 'binding',
  Headers: 'headers',
  KVNamespace: 'binding',
  Queue: 'binding',
  R2Bucket: 'binding',
  ReadableStream: 'stream',
  Request: 'request',
  Response: 'response',
  WebSocket: 'webSocket',
};

/** Own entries only: names come from the user's source, and `constructor` is one. */
export function entryOf<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
