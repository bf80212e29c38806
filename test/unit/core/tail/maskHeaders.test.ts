import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskHeaders } from '../../../../extension/core/tail/maskHeaders.ts';

test('values of secret headers are masked, others are shown', () => {
  const secret = ['authorization', 'cookie', 'set-cookie', 'x-api-key', 'x-auth-token', 'x-jwt'];
  for (const [, value] of maskHeaders(
    Object.fromEntries(secret.map((name) => [name, 'hunter2'])),
  )) {
    assert.equal(value, 'masked');
  }
  assert.deepEqual(maskHeaders({ 'cf-ray': 'a', accept: 'b' }), [
    ['cf-ray', 'a'],
    ['accept', 'b'],
  ]);
});
