import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { completionAt } from '../../../../extension/shared/filter/completion.ts';
import { FILTER_KEYS, keyOfName } from '../../../../extension/shared/filter/filterKeys.ts';
import { parseFilter } from '../../../../extension/shared/filter/parseFilter.ts';
import {
  addTerm,
  excludeTerm,
  hasTerm,
  removeTerm,
  termOf,
} from '../../../../extension/shared/filter/terms.ts';
import { someFilter } from '../../../support/filterEvents.ts';

test('a value is quoted where it must be', () => {
  assert.equal(termOf('path', '/chat'), 'path:"/chat"');
  assert.equal(termOf('worker', 'api'), 'worker:api');
  assert.equal(termOf('error', 'a "b", (c)'), 'error:"a \\"b\\", (c)"');
});

test('any value comes back from its term', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (value) => {
      const parsed = parseFilter(termOf('worker', value), { utcOffset: 0 });
      assert.ok('query' in parsed && parsed.query.kind === 'key');
      const [read] = parsed.query.values;
      assert.ok(read?.kind === 'word');
      assert.equal(read.text.toLowerCase(), value.toLowerCase());
    }),
  );
});

test('terms are added, excluded and removed', () => {
  assert.equal(addTerm('', 'http:500'), 'http:500');
  assert.equal(addTerm('a', 'http:500'), 'a http:500');
  assert.equal(addTerm('a http:500', 'http:500'), 'a http:500');
  assert.equal(addTerm('a -http:500', 'http:500'), 'a http:500');
  assert.equal(addTerm('a OR b', 'http:500'), '(a OR b) http:500');
  assert.equal(excludeTerm('a http:500 b', 'http:500'), 'a b -http:500');
  assert.equal(removeTerm('a HTTP:500', 'http:500'), 'a');
  assert.equal(removeTerm('(a http:500) OR b', 'http:500'), '(a http:500) OR b');
  assert.ok(hasTerm('worker:api x', 'worker:api'));
  assert.ok(!hasTerm('-worker:api x', 'worker:api'));
});

test('what was added can be removed, and the filter means what it meant', () => {
  fc.assert(
    fc.property(someFilter, (filter) => {
      const added = addTerm(filter, 'worker:new');
      assert.ok(hasTerm(added, 'worker:new'));
      assert.ok(!hasTerm(removeTerm(added, 'worker:new'), 'worker:new'));
      assert.ok('query' in parseFilter(added, { utcOffset: 0 }), added);
      const excluded = excludeTerm(added, 'worker:new');
      assert.ok(hasTerm(excluded, '-worker:new') && !hasTerm(excluded, 'worker:new'));
    }),
  );
});

/** A bar stands for the caret. */
function at(marked: string): unknown {
  const offset = marked.indexOf('|');
  const { key, typed, from, to, rest } = completionAt(marked.replace('|', ''), offset, {
    utcOffset: 0,
  });
  const text = marked.replace('|', '');
  return { key, typed, replaces: text.slice(from, to), rest: rest.kind };
}

test('what is typed is a key, or a value of one', () => {
  assert.deepEqual(at('sta|'), { key: undefined, typed: 'sta', replaces: 'sta', rest: 'all' });
  assert.deepEqual(at('a st|'), { key: undefined, typed: 'st', replaces: 'st', rest: 'text' });
  assert.deepEqual(at('code:cf|x b'), { key: 'code', typed: 'cf', replaces: 'cfx', rest: 'text' });
  assert.deepEqual(at('kind:ws,f|'), { key: 'kind', typed: 'f', replaces: 'f', rest: 'all' });
  assert.deepEqual(at('-wor|'), { key: undefined, typed: 'wor', replaces: 'wor', rest: 'all' });
  assert.deepEqual(at('a |'), { key: undefined, typed: '', replaces: '', rest: 'text' });
  assert.deepEqual(at('error:"no r|'), {
    key: 'error',
    typed: 'no r',
    replaces: '"no r',
    rest: 'all',
  });
});

test('every key is found by its name, and no two share one', () => {
  for (const key of FILTER_KEYS) assert.equal(keyOfName(key.toUpperCase()), key);
  assert.equal(keyOfName('dur'), 'wall');
  assert.equal(keyOfName('constructor'), undefined);
});
