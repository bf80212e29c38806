import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { errorsInValue } from '../../../../extension/core/errors/loggedError.ts';

const FRAMES = '    at join (src/room.ts:12:34)\n    at async Object.fetch (src/index.ts:3:5)';
const STACK = `TypeError: no room\n${FRAMES}`;
const NO_ROOM = { name: 'TypeError', message: 'no room', stack: FRAMES };

describe('an error in a logged value', () => {
  const same: Readonly<Record<string, unknown>> = {
    'a stack': STACK,
    'a stack with Windows line ends': STACK.replaceAll('\n', '\r\n'),
    'a stack behind words': `join failed: ${STACK}`,
    'a stack below words': `join failed\n${STACK}`,
    'a stack in a sentence of the runtime': `Uncaught ${STACK}`,
    'a stack in a field': { level: 50, stack: STACK },
    'an Error copied field by field': { name: 'TypeError', message: 'no room', stack: STACK },
    'fields of which the stack is frames alone': {
      err: { type: 'TypeError', msg: 'no room', stack: FRAMES },
    },
    'a stack in colours': `\u001b[1;31m[500] GET /\u001b[0m\n\u001b[31mTypeError: no room\u001b[39m\n${FRAMES}`,
    'a stack with fields of Node.js': `⨯ ${STACK} {\n  digest: '123'\n}`,
    'a list': ['x', [STACK]],
    JSON: JSON.stringify({ level: 50, err: { message: 'no room', stack: STACK } }),
    'JSON behind words': `[checkout] ${JSON.stringify({ stack: STACK })}`,
  };
  for (const [name, value] of Object.entries(same)) {
    it(`is found in ${name}`, () => {
      const [found, ...more] = errorsInValue(value);
      assert.deepEqual(more, []);
      assert.deepEqual(found, NO_ROOM);
    });
  }

  it('may have a message of several lines', () => {
    const [found] = errorsInValue(
      `ZodError: [\n  {\n    "code": "invalid_type"\n  }\n]\n${FRAMES}`,
    );
    assert.equal(found?.name, 'ZodError');
    assert.equal(found.message, '[\n  {\n    "code": "invalid_type"\n  }\n]');
  });

  it('may have a code of Node.js behind its name, or a name that does not say Error', () => {
    assert.deepEqual(
      errorsInValue(
        `TypeError [ERR_INVALID_ARG]: no room\n${FRAMES}\n\nNotFound: no door\n${FRAMES}`,
      ).map(({ name, message }) => [name, message]),
      [
        ['TypeError', 'no room'],
        ['NotFound', 'no door'],
      ],
    );
  });

  it('comes after its cause, as Node.js prints both', () => {
    const cause = new TypeError('inner');
    const outer = new Error('outer', { cause });
    assert.deepEqual(
      errorsInValue(inspect(outer)).map(({ name, message }) => `${name}: ${message}`),
      ['TypeError: inner', 'Error: outer'],
    );
  });

  it('comes after a cause that others print below it', () => {
    const found = errorsInValue(`Error: outer\n${FRAMES}\nCaused by: ${STACK}`);
    assert.deepEqual(
      found.map(({ message }) => message),
      ['no room', 'outer'],
    );
    assert.deepEqual(found[0], NO_ROOM);
  });

  it('comes after a cause that a logger put into its own stack', () => {
    const err = {
      type: 'Error',
      message: 'outer: no room',
      stack: `Error: outer\n${FRAMES}\ncaused by: ${STACK}`,
    };
    const found = errorsInValue(JSON.stringify({ level: 50, err, msg: 'outer: no room' }));
    assert.deepEqual(
      found.map(({ message }) => message),
      ['no room', 'outer'],
    );
  });

  it('comes after all that an AggregateError holds', () => {
    const all = new AggregateError([new Error('one'), new TypeError('two')], 'many');
    const found = errorsInValue(inspect(all));
    assert.deepEqual(
      found.map(({ name, message }) => `${name}: ${message}`),
      ['Error: one', 'TypeError: two', 'AggregateError: many'],
    );
    for (const { stack } of found) assert.doesNotMatch(stack ?? '', /[{,]$/m);
  });

  it('is found where an object has its cause as a field', () => {
    const found = errorsInValue({ stack: `Error: outer\n${FRAMES}`, cause: { stack: STACK } });
    assert.deepEqual(
      found.map(({ message }) => message),
      ['no room', 'outer'],
    );
  });
});

describe('what is no logged error', () => {
  const none: Readonly<Record<string, unknown>> = {
    'a text': 'TypeError: no room',
    'words with "at" in them': 'Error: look\n  at the door\n  at noon',
    'a trace that was asked for': `Error\n${FRAMES}`,
    'frames without a name': `somewhere\n${FRAMES}`,
    'frames that name no place': 'Error: x\n    at <anonymous>\n    at native',
    'an object': { error: {}, at: '  at ' },
    'JSON that was cut': `{"stack":"${STACK.replaceAll('\n', '\\n')}`,
    'what a browser reported': 'TypeError: no room\n    at join (https://a.example/app.js:1:20)',
    'a number': 42,
    nothing: undefined,
  };
  for (const [name, value] of Object.entries(none)) {
    it(name, () => assert.deepEqual(errorsInValue(value), []));
  }
});

describe('a hostile value', () => {
  const hostile: Readonly<Record<string, unknown>> = {
    'a long line': `${'Error: '.repeat(40_000)}\n${FRAMES}`,
    'a word that never ends': `${'E'.repeat(200_000)}\n  at x`,
    'many frames': `E: x\n${`${FRAMES}\n`.repeat(5000)}`,
    'many errors': `${STACK}\n\n`.repeat(5000),
    'braces without end': `${'{'.repeat(200_000)}  at `,
    'a wide object': Object.fromEntries(Array.from({ length: 50_000 }, (_, n) => [`k${n}`, STACK])),
  };
  for (const [name, value] of Object.entries(hostile)) {
    it(`costs little and yields little: ${name}`, () => {
      const start = performance.now();
      assert.ok(errorsInValue(value).length <= 10);
      assert.ok(performance.now() - start < 100);
    });
  }

  it('does not hide in its depth', () => {
    let value: unknown = STACK;
    for (let depth = 0; depth < 10_000; depth++) value = { value };
    assert.deepEqual(errorsInValue(value), []);
  });
});
