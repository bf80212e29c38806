import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { singleWrites } from '../../../../../extension/core/fixes/rules/singleWrites.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { projectOf } from '../../../../support/projectFixes.ts';

const message = 'Too many subrequests by single Worker invocation.';
const DELETE = 'Delete the objects of R2 a thousand at a time';
const SEND = 'Send the messages a hundred at a time with `sendBatch()`';
const project = projectOf({
  config: `{
  "r2_buckets": [{ "binding": "FILES" }],
  "kv_namespaces": [{ "binding": "CACHE" }],
  "queues": { "producers": [{ "binding": "JOBS", "queue": "jobs" }] },
  "send_email": [{ "name": "MAIL" }],
}`,
});
const inScript = { message, project, fileName: 'worker.js' };

const handler = (body: string) => `export default {
  async fetch(request, env) {
${body}
  },
};
`;
const deletes = (list: string, bucket = 'env.FILES') => `    // One call deletes at most 1,000 keys.
    for (let start = 0; start < ${list}.length; start += 1000) {
      await ${bucket}.delete(${list}.slice(start, start + 1000));
    }`;
const sends = `    // One batch holds at most 100 messages and 256 KB.
    for (let start = 0; start < messages.length; start += 100) {
      await env.JOBS.sendBatch(messages.slice(start, start + 100));
    }`;

describe('QF-31 objects that are deleted, and messages that are sent, one by one', () => {
  const fixed: Record<string, [before: string, title: string, after: string]> = {
    'keys of an array': [
      "    const names = text.split(',');\n    for (const name of names) await env.FILES.▸delete(name);",
      DELETE,
      `    const names = text.split(',');\n${deletes('names')}`,
    ],
    'keys of anything': [
      `    for (const key of keys) {
      await env.FILES.▸delete(key);
    }
    return new Response();`,
      DELETE,
      `    const names = [...keys];\n${deletes('names')}\n    return new Response();`,
    ],
    'the objects of a list': [
      `    const { FILES } = env;
    const listed = await FILES.list();
    for (const { key } of listed.objects) await FILES.▸delete(key);`,
      DELETE,
      `    const { FILES } = env;
    const listed = await FILES.list();
    const keys = Array.from(listed.objects, ({ key }) => key);
${deletes('keys', 'FILES')}`,
    ],
    'keys under Promise.all': [
      '    await Promise.all(ids.map((id) => env.FILES.▸delete(`files/${id}`)));',
      DELETE,
      `    const keys = ids.map((id) => \`files/\${id}\`);\n${deletes('keys')}`,
    ],
    'keys in async functions under Promise.all': [
      `    await Promise.all(
      ids.map(async (id) => {
        await env.FILES.▸delete(id);
      }),
    );`,
      DELETE,
      deletes('ids'),
    ],
    'messages in a loop': [
      '    for (const job of jobs) await env.JOBS.▸send(job);',
      SEND,
      `    const messages = Array.from(jobs, (job) => ({ body: job }));\n${sends}`,
    ],
    'messages with options': [
      `    await Promise.all(jobs.map((body) => ▸env.JOBS.send(body, { contentType: 'json', ...more })));`,
      SEND,
      `    const messages = jobs.map((body) => ({ body, contentType: 'json', ...more }));\n${sends}`,
    ],
    'messages with the options of a variable': [
      '    for (const { url } of pages) await env.JOBS.▸send({ url, at: 1 }, options);',
      SEND,
      `    const messages = Array.from(pages, ({ url }) => ({ body: { url, at: 1 }, ...options }));\n${sends}`,
    ],
  };
  for (const [name, [before, title, after]] of Object.entries(fixed)) {
    it(`takes them together: ${name}`, () => {
      const fix = checkFix(singleWrites, handler(before), title, handler(after), inScript);
      assert.equal(fix.safety, 'review');
    });
  }

  it('tells a queue by its type, and keeps CRLF, tabs and missing semicolons', () => {
    const typed = (lines: string[]) =>
      ['export async function plan(queue: Queue<Job>, jobs: Job[]) {', ...lines, '}', ''].join(
        '\r\n',
      );
    checkFix(
      singleWrites,
      typed([
        '\tconst at = 1',
        '\tfor (const job of jobs) {',
        '\t\tawait queue.▸send(job, { contentType: "json" })',
        '\t}',
      ]),
      SEND,
      typed([
        '\tconst at = 1',
        '\tconst messages = jobs.map((job) => ({ body: job, contentType: "json" as const }))',
        '\t// One batch holds at most 100 messages and 256 KB.',
        '\tfor (let start = 0; start < messages.length; start += 100) {',
        '\t\tawait queue.sendBatch(messages.slice(start, start + 100))',
        '\t}',
      ]),
      { message },
    );
  });

  it('offers nothing where no error has come', () => {
    checkNoFix(singleWrites, handler('    for (const key of keys) await env.FILES.▸delete(key);'), {
      project,
      fileName: 'worker.js',
    });
  });

  const refused: Record<string, string> = {
    'keys of KV, which has no such method':
      '    for (const key of keys) await env.CACHE.▸delete(key);',
    'mail, which has none either': '    for (const mail of mails) await env.MAIL.▸send(mail);',
    'a binding that nothing describes': '    for (const key of keys) await env.OTHER.▸delete(key);',
    'a Set': '    for (const key of keys) seen.▸delete(key);',
    'one key': '    await env.FILES.▸delete(key);',
    'other work beside it':
      '    for (const key of keys) {\n      await env.FILES.▸delete(key);\n      log(key);\n    }',
    'some of the keys': '    for (const key of keys) if (isOld(key)) await env.FILES.▸delete(key);',
    'keys that have to be waited for':
      '    for (const key of keys) await env.FILES.▸delete(await nameOf(key));',
    'messages that nothing waits for': '    for (const job of jobs) env.JOBS.▸send(job);',
    'what the calls give':
      '    const done = await Promise.all(jobs.map((job) => env.JOBS.▸send(job)));',
    'a loop with a comment':
      '    for (const job of jobs) {\n      // In order.\n      await env.JOBS.▸send(job);\n    }',
    'a queue of its own for each':
      '    for (const [queue, job] of jobs) {\n      await env[queue].▸send(job);\n    }',
  };
  for (const [name, body] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(singleWrites, handler(body), inScript);
    });
  }
});
