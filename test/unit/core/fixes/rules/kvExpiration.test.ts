import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kvExpiration } from '../../../../../extension/core/fixes/rules/kvExpiration.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message =
  'KV PUT failed: 400 Invalid expiration_ttl of 30. Expiration TTL must be at least 60.';
const worker = (body: string) =>
  `export default {\n  async fetch(request, env) {\n    ${body}\n  },\n};\n`;

describe('a lifetime that KV does not take', () => {
  it('writes the least that KV takes', () => {
    const { safety } = checkFix(
      kvExpiration,
      worker('await env.CACHE.▸put(key, value, { metadata: 1, expirationTtl: 30 });'),
      'Keep the key for 60 seconds, the least that KV takes',
      worker('await env.CACHE.put(key, value, { metadata: 1, expirationTtl: 60 });'),
      { message },
    );
    assert.equal(safety, 'safe');
  });

  it('limits a lifetime that is computed, to be looked at', () => {
    const { safety } = checkFix(
      kvExpiration,
      worker('await env.CACHE.▸put(key, value, { expirationTtl: token.expires_in - 10 });'),
      'Keep the key for `token.expires_in - 10`, but 60 seconds at least',
      worker(
        'await env.CACHE.put(key, value, { expirationTtl: Math.max(60, token.expires_in - 10) });',
      ),
      { message },
    );
    assert.equal(safety, 'review');
  });

  it('limits a lifetime that a shorthand names', () => {
    checkFix(
      kvExpiration,
      worker('await env.CACHE.▸put(key, value, { expirationTtl });'),
      'Keep the key for `expirationTtl`, but 60 seconds at least',
      worker('await env.CACHE.put(key, value, { expirationTtl: Math.max(60, expirationTtl) });'),
      { message },
    );
  });

  for (const [name, body] of [
    ['a lifetime that is long enough', 'await env.CACHE.▸put(k, v, { expirationTtl: 60 });'],
    [
      'a lifetime that is limited',
      'await env.CACHE.▸put(k, v, { expirationTtl: Math.max(60, n) });',
    ],
    ['options from elsewhere', 'await env.CACHE.▸put(k, v, options);'],
    ['a write without options', 'await env.CACHE.▸put(k, v);'],
    ['another cache', 'await memory.▸put(k, v, { expirationTtl: 5 });'],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(kvExpiration, worker(body), { message }));
  }

  it('leaves a short lifetime while no error tells of it', () => {
    checkNoFix(kvExpiration, worker('await env.RPC.▸put(k, v, { expirationTtl: 30 });'));
  });
});
