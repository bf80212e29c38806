import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

const KV = { exchange: 'get' as const };
const D1 = {
  code: 'rt:d1-type/undefined',
  message: /Type 'undefined' not supported/,
  runtime: { d1Databases: ['DB'] },
  exchange: 'get' as const,
};
const R2 = {
  code: 'rt:r2-length',
  message: /must have a known length/,
  runtime: { r2Buckets: ['FILES'] },
};

export const storageArguments: readonly BrokenWorker[] = [
  {
    ...KV,
    code: 'rt:kv-put/value',
    name: 'an object stored in KV',
    source: handler(`await env.CACHE.put('user', { name: 'Ann' });
return new Response((await env.CACHE.get('user', 'json')).name);`),
    message: /^KV put\(\) accepts only strings/,
    title: "Store `{ name: 'Ann' }` as JSON",
    answer: '200 Ann',
  },
  {
    ...KV,
    code: 'rt:kv-put/ttl',
    name: 'a key of KV that is to live too short',
    source: handler(`await env.CACHE.put('seen', 'yes', { expirationTtl: 30 });
return new Response(await env.CACHE.get('seen'));`),
    message: /Invalid expiration_ttl of 30/,
    title: 'Keep the key for 60 seconds, the least that KV takes',
    answer: '200 yes',
  },
  {
    ...D1,
    name: 'a field that may be missing, bound in D1',
    source: handler(`const user: { email?: string } | undefined = undefined;
const row = await env.DB.prepare('SELECT ?1 IS NULL AS missing').bind(user?.email).first();
return Response.json(row);`),
    title: 'Bind null when `user?.email` is missing',
    answer: '200 {"missing":1}',
  },
  {
    ...D1,
    name: 'a field that is missing, bound in D1',
    source: handler(`const body: any = {};
const statement = env.DB.prepare('SELECT ?1 AS name, ?2 AS email');
return Response.json(await statement.bind('Ann', body.email).first());`),
    title: 'Bind null when `body.email` is missing',
    answer: '200 {"name":"Ann","email":null}',
  },
  {
    ...D1,
    code: 'rt:d1-type/date',
    message: /Type 'object' not supported for value '[A-Z][a-z]{2} /,
    name: 'a date of a type of the file, bound in D1',
    source: `interface Visit { path: string; at: Date }
${handler(`const visit: Visit = { path: 'home', at: new Date(0) };
const statement = env.DB.prepare('SELECT ?1 AS path, ?2 AS at');
return Response.json(await statement.bind(visit.path, visit.at).first());`)}`,
    title: 'Bind the date `visit.at` as text',
    answer: '200 {"path":"home","at":"1970-01-01T00:00:00.000Z"}',
  },
  {
    ...D1,
    code: 'rt:d1-type/date',
    message: /Type 'object' not supported for value '[A-Z][a-z]{2} /,
    name: 'a date among values of which nothing is known, bound in D1',
    source: handler(`const row: any = { path: 'home', at: new Date(0) };
return Response.json(await env.DB.prepare('SELECT ? AS path, ? AS at').bind(row.path, row.at).first());`),
    title: 'Bind each date as text',
    answer: '200 {"path":"home","at":"1970-01-01T00:00:00.000Z"}',
  },
  {
    ...D1,
    code: 'rt:d1-type/object',
    message: /Type 'object' not supported/,
    name: 'a list, bound in D1',
    source: handler(`const tags = ['a', 'b'];
return Response.json(await env.DB.prepare('SELECT ? AS tags').bind(tags).first());`),
    title: 'Bind `tags` as JSON',
    answer: '200 {"tags":"[\\"a\\",\\"b\\"]"}',
  },
  {
    ...D1,
    code: 'rt:d1-type/bigint',
    message: /Type 'bigint' not supported/,
    name: 'a large integer, bound in D1',
    source: handler(
      "return Response.json(await env.DB.prepare('SELECT ? AS id').bind(BigInt('9007199254740993')).first());",
    ),
    title: "Bind `BigInt('9007199254740993')` as text",
    answer: '200 {"id":"9007199254740993"}',
  },
  {
    ...R2,
    name: 'a stream of the length of the request, stored in R2',
    source: handler(`const { readable, writable } = new TransformStream();
ctx.waitUntil(request.body!.pipeTo(writable).catch(() => undefined));
await env.FILES.put('file', readable);
return new Response(await (await env.FILES.get('file')).text());`),
    title: 'Pass the data through a `FixedLengthStream` as long as the request',
    exchange: 'post',
    answer: '200 posted',
  },
  {
    ...R2,
    name: 'a stream of unknown length, stored in R2',
    source: handler(`const letters = new Blob(['abc']).stream().pipeThrough(new TransformStream());
await env.FILES.put('file', letters);
return new Response(await (await env.FILES.get('file')).text());`),
    title: 'Read `letters` into memory first, when it is small',
    exchange: 'get',
    answer: '200 abc',
  },
];
