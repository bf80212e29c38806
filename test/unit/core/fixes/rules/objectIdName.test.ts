import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { objectIdName } from '../../../../../extension/core/fixes/rules/objectIdName.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = 'Invalid Durable Object ID: must be 64 hex digits';
const TITLE = 'Make the id from a name with `idFromName()`';
const worker = (body: string) =>
  `export default {\n  async fetch(request, env) {\n    ${body}\n  },\n};\n`;
const call = (id: string, ns = 'env.ROOM') => worker(`return ${ns}.▸idFromString(${id});`);
const called = (id: string) => worker(`return env.ROOM.idFromName(${id});`);

describe('a name read as an id', () => {
  for (const [name, id] of [
    ['a text', "'lobby'"],
    ['a template with more than digits', '`room-${id}`'],
  ] as const) {
    it(`makes the id of ${name}, also without an error`, () => {
      const { safety } = checkFix(objectIdName, call(id), TITLE, called(id));
      assert.equal(safety, 'safe');
    });
  }

  it('follows a variable that holds a text', () => {
    const { safety } = checkFix(
      objectIdName,
      worker('const ns = env.ROOM, name = "a"\r\n    return ns["▸idFromString"](name)'),
      TITLE,
      worker('const ns = env.ROOM, name = "a"\r\n    return ns["idFromName"](name)'),
    );
    assert.equal(safety, 'safe');
  });

  it('makes the id of what the error tells to be no id, to be looked at', () => {
    const id = "url.searchParams.get('room')";
    const { safety } = checkFix(objectIdName, call(id), TITLE, called(id), { message });
    assert.equal(safety, 'review');
  });

  it('leaves the text of an id', () => {
    checkNoFix(objectIdName, call(`'${'0aF1'.repeat(16)}'`));
  });
  it('leaves a template that may be an id', () => {
    checkNoFix(objectIdName, call('`${high}${low}`'));
    checkNoFix(objectIdName, call('`abc${rest}`'));
  });
  it('leaves a variable while no error tells of it', () => checkNoFix(objectIdName, call('id')));
  it('leaves a method of the same name of something else', () => {
    checkNoFix(objectIdName, call("'lobby'", 'users'));
  });
  it('leaves an id of another namespace', () => {
    checkNoFix(objectIdName, call('id'), {
      message: 'Durable Object ID is not valid for this namespace.',
    });
  });
  it('leaves a call without an argument', () => checkNoFix(objectIdName, call(''), { message }));
});
