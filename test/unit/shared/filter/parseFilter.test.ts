import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseFilter } from '../../../../extension/shared/filter/parseFilter.ts';
import { someFilter } from '../../../support/filterEvents.ts';

function parsed(text: string): unknown {
  const result = parseFilter(text, { utcOffset: 0 });
  return 'query' in result ? simple(result.query) : result.error;
}

/** A query without its offsets. */
function simple(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(simple);
  if (value instanceof RegExp) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'from' && name !== 'to')
      .map(([name, each]) => [name, simple(each)]),
  );
}

const text = (word: string, exact = false): unknown => ({ kind: 'text', text: word, exact });
const key = (name: string, ...values: unknown[]): unknown => ({ kind: 'key', key: name, values });
const word = (each: string): unknown => ({ kind: 'word', text: each });
const range = (min: number, max: number): unknown => ({ kind: 'range', min, max });
const not = (part: unknown): unknown => ({ kind: 'not', part });
const and = (...parts: unknown[]): unknown => ({ kind: 'and', parts });
const or = (...parts: unknown[]): unknown => ({ kind: 'or', parts });

const MEANINGS: readonly (readonly [text: string, query: unknown])[] = [
  ['', { kind: 'all' }],
  ['  ', { kind: 'all' }],
  ['Boom', text('boom')],
  ['a b', and(text('a'), text('b'))],
  ['a AND b', and(text('a'), text('b'))],
  ['a b OR c', or(and(text('a'), text('b')), text('c'))],
  ['a (b OR c)', and(text('a'), or(text('b'), text('c')))],
  ['NOT a -b', and(not(text('a')), not(text('b')))],
  ['-(a b)', not(and(text('a'), text('b')))],
  ['a-b -', and(text('a-b'), text('-'))],
  ['or and not', and(text('or'), text('and'), text('not'))],
  ['"Two words"', text('Two words', true)],
  ['"a \\"b\\" \\\\"', text('a "b" \\', true)],
  ['/bo+m/i', { kind: 'regex', regex: '/bo+m/iu' }],
  ['/health', text('/health')],
  ['/api/users', text('/api/users')],
  ['https://a.b/c', text('https://a.b/c')],
  ['order:812', text('order:812')],
  ['status:Failing', key('status', word('failing'))],
  ['kind:ws,fetch', key('kind', word('upgrade'), word('websocket'), word('fetch'))],
  ['code:cf:1101', key('code', word('cf:1101'))],
  ['-path:/health', not(key('path', word('/health')))],
  ['path:"a, b"', key('path', word('a, b'))],
  ['dur:5', key('wall', range(5, 5))],
  ['http:5xx,404', key('http', range(500, 599), range(404, 404))],
  ['http:none', key('http', { kind: 'none' })],
  ['http:400..499', key('http', range(400, 499))],
  ['wall:>=1s', key('wall', range(1000, Infinity))],
  ['cpu:10..50ms', key('cpu', range(10, 50))],
  ['cpu:..2m', key('cpu', range(-Infinity, 120_000))],
  ['header:CF-Ray=Ab', key('header', { kind: 'header', name: 'cf-ray', value: 'ab' })],
  ['header:x', key('header', { kind: 'header', name: 'x', value: undefined })],
  [
    'time:12:01..12:04',
    key('time', { kind: 'timeOfDay', min: 43_260_000, max: 43_440_000 + 59_999 }),
  ],
  ['time:12:01:02', key('time', { kind: 'timeOfDay', min: 43_262_000, max: 43_262_999 })],
  [
    'time:2026-12-01T10:00..2026-12-01T11:00Z',
    key('time', range(Date.UTC(2026, 11, 1, 10), Date.UTC(2026, 11, 1, 11))),
  ],
];

for (const [filter, query] of MEANINGS) {
  test(`"${filter}" is read`, () => assert.deepEqual(parsed(filter), query));
}

test('more than a number begins right above it', () => {
  const result = parseFilter('cpu:>50', { utcOffset: 0 });
  assert.ok('query' in result && result.query.kind === 'key');
  const [value] = result.query.values;
  assert.ok(value?.kind === 'range' && value.min > 50 && value.min < 50.000001);
});

test('times of day are of the reader’s clock', () => {
  const result = parseFilter('time:00:30..01:00', { utcOffset: 60 });
  assert.ok('query' in result && result.query.kind === 'key');
  const [value] = result.query.values;
  const hour = 3_600_000;
  assert.deepEqual(value, { kind: 'timeOfDay', min: 23.5 * hour, max: 59_999 });
});

/** Text with its mistake between angle brackets, the sentence, what is proposed. */
const MISTAKES: readonly (readonly [text: string, sentence: string, suggestion?: string])[] = [
  ['status:<failng>', '“failng” is no status (character 8).', 'failing'],
  ['<statsu>:failing', '“statsu” is no key (character 1).', 'status'],
  ['kind:fetch,<sw>', '“sw” is no kind of event (character 12).', 'ws'],
  ['status:<whatever>', '“whatever” is no status (character 8).'],
  ['a <(>b c', 'The parenthesis at character 3 is not closed.'],
  ['a b<)>', 'There is no opening parenthesis for the one at character 4.'],
  ['a <"b c>', 'The quote at character 3 is not closed.'],
  ['<"">', 'Expected a text between the quotes at character 1.'],
  ['a OR <AND> b', 'Expected a word or a key at character 6.'],
  ['(<)>', 'Expected a word or a key at character 2.'],
  ['code:< >x', 'Expected a value for “code” at character 6.'],
  ['code:a,< >', 'Expected a value for “code” at character 8.'],
  ['cpu:<fast>', 'Expected a time at character 5: >50, <=1s or 10..50ms.'],
  ['http:<2000000>', 'Expected a status at character 6: 404, 5xx, >=500, 400..499 or none.'],
  ['header:<=a>', 'Expected the name of a header at character 8.'],
  ['time:<25:00>', 'Expected a time of day at character 6: 12:01..12:04, or a date with a time.'],
  ['</(/>', 'This is no valid regular expression (character 1).'],
];

for (const [marked, sentence, suggestion] of MISTAKES) {
  test(`${marked} is told at its characters`, () => {
    const from = marked.indexOf('<');
    const to = marked.lastIndexOf('>') - 1;
    const filter = marked.replace('<', '').replace(/>([^>]*)$/, '$1');
    assert.deepEqual(parsed(filter), { from, to, sentence, suggestion });
  });
}

test('no text makes it throw, and its pieces stand in order', () => {
  const pieces = fc.array(
    fc.constantFrom(
      '(',
      ')',
      '"',
      '/',
      '-',
      ':',
      ',',
      ' ',
      'a',
      'status:',
      'OR',
      'NOT',
      '\\',
      '>1',
      '*',
    ),
    { maxLength: 40 },
  );
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    pieces.map((each) => each.join('')),
  );
  fc.assert(
    fc.property(any, (filter) => {
      const result = parseFilter(filter, { utcOffset: 0 });
      let at = 0;
      for (const { from, to } of result.tokens) {
        assert.ok(from >= at && to > from && to <= filter.length, filter);
        at = to;
      }
      if ('error' in result) {
        const { from, to } = result.error;
        assert.ok(from >= 0 && from <= filter.length && to > from, filter);
      }
    }),
    { numRuns: 3000 },
  );
});

test('a valid filter has no characters outside its pieces but white space', () => {
  fc.assert(
    fc.property(someFilter, (filter) => {
      const { tokens } = parseFilter(filter, { utcOffset: 0 });
      let rest = '';
      let at = 0;
      for (const { from, to } of tokens) {
        rest += filter.slice(at, from);
        at = to;
      }
      assert.match(rest + filter.slice(at), /^\s*$/);
    }),
  );
});

test('an end that comes too early is told behind the last character', () => {
  assert.deepEqual(parsed('a OR '), {
    from: 5,
    to: 6,
    sentence: 'Expected a word or a key at character 6.',
    suggestion: undefined,
  });
});

test('what is too long or too deep is told', () => {
  assert.match(JSON.stringify(parsed('a'.repeat(5000))), /too long/);
  assert.match(JSON.stringify(parsed('('.repeat(100))), /nested too deeply/);
  assert.match(JSON.stringify(parsed('NOT '.repeat(100))), /nested too deeply/);
});
