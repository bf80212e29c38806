import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isNearName } from '../../../../extension/core/config/nearName.ts';

it('one slip of the hand makes a near name', () => {
  for (const near of ['cache', 'CACH', 'CACHES', 'CACJE', 'CAHCE', 'ACHE']) {
    assert.ok(isNearName(near, 'CACHE'), near);
    assert.ok(isNearName('CACHE', near), near);
  }
});

it('two slips, a number, a short name or the name itself are no near name', () => {
  for (const [a, b] of [
    ['CACHE', 'CACHE'],
    ['CACHE', 'CHACE2'],
    ['CACHE', 'CAEHC'],
    ['DB1', 'DB2'],
    ['CACHE', 'CACHE2'],
    ['DB', 'KV'],
    ['A', 'B'],
    ['', 'A'],
  ] as const) {
    assert.ok(!isNearName(a, b), `${a} ${b}`);
    assert.ok(!isNearName(b, a), `${b} ${a}`);
  }
});
