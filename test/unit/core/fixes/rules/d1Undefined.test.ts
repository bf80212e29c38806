import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { d1Undefined } from '../../../../../extension/core/fixes/rules/d1Undefined.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = "D1_ERROR: D1_TYPE_ERROR: Type 'undefined' not supported for value 'undefined'";
const bind = (values: string) => `await db.prepare('INSERT …').▸bind(${values}).run();\n`;
const bound = (values: string) => bind(values).replace('▸', '');

const certain = [
  ['an optional chain', '1, user?.email', '1, user?.email ?? null', 'user?.email'],
  ['a call in an optional chain', 'form.get?.(id)', 'form.get?.(id) ?? null', 'form.get?.(id)'],
  ['a default of undefined', 'email ?? undefined', 'email ?? null', 'email ?? undefined'],
  ['a choice of undefined', 'on ? 1 : undefined', 'on ? 1 : null', 'on ? 1 : undefined'],
  ['undefined', '1, undefined', '1, null', 'undefined'],
  [
    'a type around it',
    'user?.email as string',
    '(user?.email as string) ?? null',
    'user?.email as string',
  ],
] as const;

const likely = [
  ['a member', "'Ann', body.email", "'Ann', body.email ?? null", 'body.email'],
  ['an await', 'await name()', '(await name()) ?? null', 'await name()'],
  ['a condition', 'a || b', '(a || b) ?? null', 'a || b'],
  ['a promise to TypeScript', 'body.email!', 'body.email! ?? null', 'body.email!'],
] as const;

describe('a value of D1 that is missing', () => {
  for (const [name, before, after, what] of certain) {
    it(`binds null for ${name}`, () => {
      const title = `Bind null when \`${what}\` is missing`;
      const { safety } = checkFix(d1Undefined, bind(before), title, bound(after), {
        message,
      });
      assert.equal(safety, 'safe');
    });
  }

  for (const [name, before, after, what] of likely) {
    it(`binds null for ${name}, to be looked at`, () => {
      const title = `Bind null when \`${what}\` is missing`;
      const { safety } = checkFix(d1Undefined, bind(before), title, bound(after), {
        message,
      });
      assert.equal(safety, 'review');
    });
  }

  it('binds null for each of several values', () => {
    checkFix(
      d1Undefined,
      bind('body.name, 1, body.email'),
      'Bind null for each value that is missing',
      bound('body.name ?? null, 1, body.email ?? null'),
      { message },
    );
  });

  it('knows a statement that a variable holds', () => {
    checkFix(
      d1Undefined,
      'const add = env.DB.prepare("…")\nadd.▸bind(user?.name)\n',
      'Bind null when `user?.name` is missing',
      'const add = env.DB.prepare("…")\nadd.bind(user?.name ?? null)\n',
      { message, fileName: 'worker.js' },
    );
  });

  for (const [name, before] of [
    ['values that are always there', bind("1, `a`, -n, String(x), new Date().toISOString(), 'a'")],
    ['a default', bind('body.email ?? null')],
    ['a variable that holds text', "const a = 'a'; db.prepare('…').▸bind(a);\n"],
    ['the bind of a function', 'const f = handle.▸bind(this, user?.name);\n'],
    ['values that are spread', bind('...values')],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(d1Undefined, before, { message }));
  }

  it('leaves an optional chain while no error tells of it', () => {
    checkNoFix(d1Undefined, bind('user?.email'));
    checkNoFix(d1Undefined, bind('user?.email'), {
      message: "D1_TYPE_ERROR: Type 'object' not supported for value '[object Object]'",
    });
  });
});
