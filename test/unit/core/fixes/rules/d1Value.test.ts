import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { d1Value } from '../../../../../extension/core/fixes/rules/d1Value.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const unsupported = (type: string, value: string) => ({
  message: `D1_TYPE_ERROR: Type '${type}' not supported for value '${value}'`,
});
const DATE = unsupported(
  'object',
  'Mon Nov 30 2026 23:59:08 GMT+0000 (Coordinated Universal Time)',
);
const OBJECT = unsupported('object', '[object Object]');
const BIG = unsupported('bigint', '12');
const bind = (values: string, before = '') =>
  `${before}await db.prepare('…').▸bind(${values}).run();\n`;
const bound = (values: string, before = '') => bind(values, before).replace('▸', '');

const VISIT = 'interface Visit { path: string; at: Date }\n';
const dates: [name: string, declared: string, value: string, after: string][] = [
  ['that is made there', '', 'new Date()', 'new Date().toISOString()'],
  ['that a constant holds', 'const at = new Date(0);\n', 'at', 'at.toISOString()'],
  ['by its type', 'function f(at: Date) {}\nlet at: Date;\n', 'at', 'at.toISOString()'],
  ['in an object of the file', `${VISIT}let visit: Visit;\n`, 'visit.at', 'visit.at.toISOString()'],
  [
    'in a type of the file',
    'type Visit = { at: Date };\nlet visit: Visit;\n',
    'visit.at',
    'visit.at.toISOString()',
  ],
  [
    'that is taken out',
    `${VISIT}declare const v: Visit;\nconst { at } = v;\n`,
    'at',
    'at.toISOString()',
  ],
  [
    'that a function gives',
    'const inDays = (days: number): Date => later(days);\n',
    'inDays(3)',
    'inDays(3).toISOString()',
  ],
  [
    'that a function makes',
    'function soon() {\n  return new Date();\n}\n',
    'soon()',
    'soon().toISOString()',
  ],
];

describe('QF-42 a value that D1 does not take', () => {
  for (const [name, declared, value, after] of dates) {
    it(`binds a date ${name} as text`, () => {
      const title = `Bind the date \`${value}\` as text`;
      const before = bind(`id, ${value}`, declared);
      const { safety } = checkFix(d1Value, before, title, bound(`id, ${after}`, declared), DATE);
      assert.equal(safety, 'safe');
    });
  }

  it('knows the elements of a list', () => {
    for (const each of [
      'visits.map((visit) => add.▸bind(visit.path, visit.at));',
      'visits.map(({ path, at }) => add.▸bind(path, at));',
      'for (const visit of visits) add.▸bind(visit.path, visit.at);',
    ]) {
      const source = `${VISIT}const write = (visits: Visit[]) => { ${each} };\n`;
      const value = each.includes('visit.at') ? 'visit.at' : 'at';
      checkFix(
        d1Value,
        source,
        `Bind the date \`${value}\` as text`,
        source
          .replace('▸', '')
          .replace(`${value});`, `${value}.toISOString());`)
          .replace(`${value}))`, `${value}.toISOString()))`),
        DATE,
      );
    }
  });

  it('converts the one value that may be a date', () => {
    const { safety } = checkFix(
      d1Value,
      bind("'a', 1, input.at"),
      'Bind the date `input.at` as text',
      bound("'a', 1, input.at.toISOString()"),
      DATE,
    );
    assert.equal(safety, 'review');
  });

  it('asks each value that may be one', () => {
    checkFix(
      d1Value,
      bind('a, b.c'),
      'Bind each date as text',
      bound(
        'a instanceof Date ? a.toISOString() : a, b.c instanceof Date ? b.c.toISOString() : b.c',
      ),
      DATE,
    );
    checkFix(
      d1Value,
      bind('...values'),
      'Bind each date as text',
      bound('...values.map((value) => (value instanceof Date ? value.toISOString() : value))'),
      DATE,
    );
  });

  it('finds the date in a list that is spread', () => {
    const list = (at: string) => `const values = [id, ${at}];\n`;
    checkFix(
      d1Value,
      bind('...values', list('new Date()')),
      'Bind the date `new Date()` as text',
      bound('...values', list('new Date().toISOString()')),
      DATE,
    );
  });

  it('binds an object and a list as JSON', () => {
    checkFix(
      d1Value,
      bind('id, { a }'),
      'Bind `{ a }` as JSON',
      bound('id, JSON.stringify({ a })'),
      OBJECT,
    );
    checkFix(
      d1Value,
      bind('id, tags', 'let tags: string[];\n'),
      'Bind `tags` as JSON',
      bound('id, JSON.stringify(tags)', 'let tags: string[];\n'),
      unsupported('object', 'a,b'),
    );
  });

  it('binds a large integer as text', () => {
    checkFix(
      d1Value,
      bind('id, BigInt(n), 5n'),
      'Bind each large integer as text',
      bound('id, BigInt(n).toString(), (5n).toString()'),
      BIG,
    );
  });

  const refused: Record<string, [before: string, options: { message: string }]> = {
    'a promise': [bind('find()'), unsupported('object', '[object Promise]')],
    'a missing value': [bind('at'), unsupported('undefined', 'undefined')],
    'the bind of a function': ['const f = g.▸bind(this, at);\n', DATE],
    'a date that is text already': [bind('at.toISOString(), Date.now()'), DATE],
    'objects of which nothing is known': [bind('a, b'), OBJECT],
  };
  for (const [name, [before, options]] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(d1Value, before, options));
  }

  it('offers nothing without the error', () => checkNoFix(d1Value, bind('new Date()')));
});
