import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

const MISSING = {
  code: 'rt:undefined-property',
  message: /^Cannot read properties of undefined \(reading '\w+'\)$/,
};
const NOTHING = {
  code: 'rt:undefined-property/null',
  message: /^Cannot read properties of null \(reading '\w+'\)$/,
};

export const undefinedProperties: readonly BrokenWorker[] = [
  {
    ...MISSING,
    name: 'a field that storage lacks, read where it is there',
    source: handler(`const settings: any = (await env.CACHE.get('settings', 'json')) ?? {};
return new Response(String(settings.limits.perMinute));`),
    title: 'Read `perMinute` only when `settings.limits` is there',
    exchange: 'get',
    answer: '200 undefined',
  },
  {
    ...NOTHING,
    name: 'a record that storage lacks, answered',
    source: handler(`const user: any = await env.CACHE.get('user', 'json');
return new Response(user.name);`),
    title: 'Return 404 when `user` is missing',
    exchange: 'get',
    answer: '404 Not Found',
  },
  {
    ...NOTHING,
    name: 'a row that the database lacks, answered',
    source:
      handler(`const row: any = await env.DB.prepare('SELECT 1 AS id WHERE ?1 = 2').bind(1).first();
return new Response(row.id);`),
    title: 'Return 404 when `row` is missing',
    exchange: 'get',
    answer: '404 Not Found',
    runtime: { d1Databases: ['DB'] },
  },
];
