import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { failingLog } from '../support/failingLog.ts';
import { talk } from './exchange.ts';
import { TailedWorker } from './tailedWorker.ts';

/** A Worker that works here, for the local runtime sets no limit: what counts is how often it calls. */
interface Chatty {
  readonly name: string;
  readonly body: string;
  /** Stands where the call that is one too many would be. */
  readonly place: string;
  readonly title: string;
  readonly answer: string;
  readonly calls: readonly [before: number, after: number];
}

const KV = 'Read the keys from KV a hundred at a time: `getAll`';
const D1 = 'Run the statements as one `batch()`: all of them, or none';
const R2 = 'Delete the objects of R2 a thousand at a time';
const QUEUE = 'Send the messages a hundred at a time with `sendBatch()`';
/** 150 keys, one of them without a value and one that is a whole number, and the texts they stand for. */
const KEYS = `const keys = Array.from({ length: 150 }, (_, n) => (n === 7 ? '7' : \`key \${n}\`));
    await Promise.all(keys.slice(1).map((key) => env.STORE.put(key, \`\${key}!\`)));`;
const TEXTS = Array.from({ length: 150 }, (_, n) => (n === 7 ? '7!' : n > 0 ? `key ${n}!` : null));
const ROWS = "(await env.DB.prepare('SELECT count(*) AS n FROM seen').first()).n";

const workers: readonly Chatty[] = [
  {
    name: 'keys that are read in a loop',
    body: `${KEYS}
    const texts = [];
    for (const key of keys) texts.push(await env.STORE.get(key));`,
    place: 'env.STORE.get(key)',
    title: KV,
    answer: JSON.stringify(TEXTS),
    calls: [150, 3],
  },
  {
    name: 'keys that are read under Promise.all',
    body: `${KEYS}
    const texts = await Promise.all(keys.map((key) => env.STORE.get(key)));`,
    place: 'env.STORE.get(key)',
    title: KV,
    answer: JSON.stringify(TEXTS),
    calls: [150, 3],
  },
  {
    name: 'keys that are read by their names in a list',
    body: `${KEYS}
    const list = await env.STORE.list({ prefix: 'key 14' });
    const texts = [];
    for (const { name } of list.keys) texts.push(await env.STORE.get(name));`,
    place: 'env.STORE.get(name)',
    title: KV,
    answer: JSON.stringify(
      [14, 140, 141, 142, 143, 144, 145, 146, 147, 148, 149].map((n) => `key ${n}!`),
    ),
    calls: [11, 1],
  },
  {
    name: 'keys that are read with their metadata',
    body: `const keys = ['a', 'b', '7', 'none'];
    await env.STORE.put('a', 'A', { metadata: { n: 1 } });
    await env.STORE.put('b', 'B');
    await env.STORE.put('7', 'seven', { metadata: { n: 7 } });
    const texts = [];
    for (const key of keys) {
      const { value, metadata } = await env.STORE.getWithMetadata<{ n: number }>(key);
      texts.push(value, metadata?.n);
    }`,
    place: 'env.STORE.getWithMetadata',
    title: KV,
    answer: '["A",1,"B",null,"seven",7,null,null]',
    calls: [4, 2],
  },
  {
    name: 'rows that are written in a loop',
    body: `const texts = [];
    const ids = [1, 2, 3];
    for (const id of ids) {
      await env.DB.prepare('INSERT INTO seen VALUES (?)').bind(id).run();
    }
    texts.push(${ROWS});`,
    place: "env.DB.prepare('INSERT INTO seen VALUES (?)').bind(id).run()",
    title: D1,
    answer: '[3]',
    calls: [3, 1],
  },
  {
    name: 'rows that are written under Promise.all',
    body: `const ids = [4, 5];
    const insert = env.DB.prepare('INSERT INTO seen VALUES (?)');
    const done = await Promise.all(ids.map((id) => insert.bind(id).run()));
    const texts = [...done.map(({ success }) => success), ${ROWS}];`,
    place: 'insert.bind(id).run()',
    title: D1,
    answer: '[true,true,2]',
    calls: [2, 1],
  },
  {
    name: 'objects that are deleted in a loop',
    body: `for (let n = 0; n < 30; n++) await env.FILES.put(\`file \${n}\`, '');
    const { objects } = await env.FILES.list({ prefix: 'file 2' });
    for (const { key } of objects) await env.FILES.delete(key);
    const { objects: left } = await env.FILES.list();
    const texts = [objects.length, left.length];`,
    place: 'env.FILES.delete(key)',
    title: R2,
    answer: '[11,19]',
    calls: [11, 1],
  },
  {
    name: 'messages that are sent in a loop',
    body: `const jobs = Array.from({ length: 250 }, (_, n) => ({ n }));
    for (const job of jobs) await env.JOBS.send(job, { contentType: 'json' });
    while (received.length < jobs.length) await scheduler.wait(20);
    const texts = [received.length, new Set(received.map(({ n }) => n)).size];`,
    place: "env.JOBS.send(job, { contentType: 'json' })",
    title: QUEUE,
    answer: '[250,250]',
    calls: [250, 3],
  },
  {
    name: 'no messages at all',
    body: `const jobs: Job[] = [];
    const texts = [];
    await Promise.all(jobs.map((job) => env.JOBS.send(job)));`,
    place: 'env.JOBS.send(job)',
    title: QUEUE,
    answer: '[]',
    calls: [0, 0],
  },
  {
    name: 'no rows at all',
    body: `const ids: number[] = [];
    const texts = [];
    for (const id of ids) await env.DB.prepare('INSERT INTO seen VALUES (?)').bind(id).run();`,
    place: "env.DB.prepare('INSERT INTO seen VALUES (?)').bind(id).run()",
    title: D1,
    answer: '[]',
    calls: [0, 0],
  },
];

/** Counts what goes out while the body runs; its writes to KV and R2 are not what is mended. */
const counting = (body: string) => `interface Env {
  STORE: KVNamespace;
  DB: D1Database;
  FILES: R2Bucket;
  JOBS: Queue<Job>;
}
interface Job {
  n: number;
}
const received: Job[] = [];
let calls = 0;
function count(object: any, method: string) {
  const real = object[method];
  object[method] = function (...args: any[]) {
    calls++;
    return real.apply(this, args);
  };
}
export default {
  async fetch(request: Request, env: Env) {
    await env.DB.exec('CREATE TABLE IF NOT EXISTS seen (id)');
    await env.DB.exec('DELETE FROM seen');
    const statement = env.DB.prepare('SELECT 1');
    if (calls === 0) count(Object.getPrototypeOf(statement), 'run');
    count(env.STORE, 'get');
    count(env.STORE, 'getWithMetadata');
    count(env.DB, 'batch');
    count(env.FILES, 'delete');
    count(env.JOBS, 'send');
    count(env.JOBS, 'sendBatch');
    calls = 0;
    ${body}
    return Response.json({ texts, calls });
  },
  queue(batch: MessageBatch<Job>) {
    received.push(...batch.messages.map((message) => message.body));
  },
};
`;

describe('fixes for too many subrequests on workerd', { timeout: 60_000 }, () => {
  const worker = new TailedWorker();
  after(() => worker.dispose());

  for (const { name, body, place, title, answer, calls } of workers) {
    it(`makes fewer calls for ${name}`, async () => {
      const source = counting(body);
      assert.equal(await answerOf(worker, source), `200 {"texts":${answer},"calls":${calls[0]}}`);
      const fixes = proposeFixes({
        codes: ['rt:too-many-subrequests'],
        message: 'Too many subrequests by single Worker invocation.',
        source,
        fileName: 'src/index.ts',
        offset: source.indexOf(place),
        reach: 'frame',
        log: failingLog,
      });
      const fix = fixes.find((one) => one.title === title);
      assert.ok(fix, `offered: ${JSON.stringify(fixes.map((one) => one.title))}`);
      const fixed = applyEdits(source, fix.edits);
      const after = `200 {"texts":${answer},"calls":${calls[1]}}`;
      assert.equal(await answerOf(worker, fixed), after, fixed);
    });
  }
});

let stores = 0;

async function answerOf(worker: TailedWorker, source: string): Promise<string> {
  const store = `subrequests-${stores++}`;
  const url = await worker.deploy(source, {
    kvNamespaces: { STORE: store },
    d1Databases: ['DB'],
    r2Buckets: ['FILES'],
    queueProducers: { JOBS: store },
    queueConsumers: { [store]: { maxBatchTimeout: 0 } },
  });
  return talk(url, 'get');
}
