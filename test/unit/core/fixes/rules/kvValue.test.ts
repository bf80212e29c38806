import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kvValue } from '../../../../../extension/core/fixes/rules/kvValue.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message =
  'KV put() accepts only strings, ArrayBuffers, ArrayBufferViews, and ReadableStreams as values.';
const worker = (body: string) =>
  `export default {\n  async fetch(request, env, ctx) {\n    ${body}\n  },\n};\n`;

describe('a value of KV that is no text', () => {
  it('makes text of an object that is written in place', () => {
    const { safety } = checkFix(
      kvValue,
      worker("await env.CACHE.▸put('user', { name: 'Ann' }, { expirationTtl: 60 });"),
      "Store `{ name: 'Ann' }` as JSON",
      worker(
        "await env.CACHE.put('user', JSON.stringify({ name: 'Ann' }), { expirationTtl: 60 });",
      ),
      { message },
    );
    assert.equal(safety, 'safe');
  });

  it('makes text of a list that a variable holds, through an alias of env', () => {
    const { safety } = checkFix(
      kvValue,
      'export default {\r\n  fetch(req, { CACHE: kv }) {\r\n    const all = [1]\r\n    return kv.▸put("a", all)\r\n  }\r\n}\r\n',
      'Store `all` as JSON',
      'export default {\r\n  fetch(req, { CACHE: kv }) {\r\n    const all = [1]\r\n    return kv.put("a", JSON.stringify(all))\r\n  }\r\n}\r\n',
      { message, fileName: 'worker.js' },
    );
    assert.equal(safety, 'safe');
  });

  it('keeps types, and has a value looked at that it cannot see', () => {
    const { safety } = checkFix(
      kvValue,
      worker('await env.CACHE.▸put(id, (await request.json()) as User);'),
      'Store `(await request.json()) as User` as JSON',
      worker('await env.CACHE.put(id, JSON.stringify((await request.json()) as User));'),
      { message },
    );
    assert.equal(safety, 'review');
  });

  for (const [name, body] of [
    ['text', "await env.CACHE.▸put('a', 'text');"],
    ['a template', "await env.CACHE.▸put('a', `${request.url}`);"],
    ['JSON already', "await env.CACHE.▸put('a', JSON.stringify({ a: 1 }));"],
    ['JSON in a variable', "const json = JSON.stringify({}); await env.CACHE.▸put('a', json);"],
    ['the stream of a request', "await env.CACHE.▸put('a', request.body);"],
    ['a map that is no binding', "const map = new Cache(); map.▸put('a', {});"],
    ['arguments that are spread', "await env.CACHE.▸put(...['a', {}]);"],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(kvValue, worker(body), { message }));
  }

  it('leaves an object for a binding of any kind while no error names KV', () => {
    checkNoFix(kvValue, worker("await env.ROOM.get(id).▸put('a', {});"));
    checkNoFix(kvValue, worker("await env.CACHE.▸put('a', {});"), {
      message: 'KV PUT failed: 429 Too Many Requests',
    });
  });
});
