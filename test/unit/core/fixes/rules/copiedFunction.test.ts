import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copiedFunction } from '../../../../../extension/core/fixes/rules/copiedFunction.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = '()=>this.done() could not be cloned.';
const title = (names: string) => `Leave out ${names}: functions cannot be copied`;
const object = (body: string, more = '') => `import { DurableObject } from 'cloudflare:workers';
${more}export class Room extends DurableObject {
  async join(ws) {
    ${body}
  }
}
`;

function check(before: string, names: string, after: string, more = ''): void {
  const marked = object(before, more);
  const { safety } = checkFix(copiedFunction, marked, title(names), object(after, more), {
    message,
  });
  assert.equal(safety, 'review');
}

describe('a function in what is stored or sent', () => {
  it('is left out of an object that is written there', () => {
    check(
      "await this.ctx.storage.▸put('job', { id: 1, run: () => this.done() });",
      '`run`',
      "await this.ctx.storage.put('job', { id: 1 });",
    );
    check(
      'ws.▸serializeAttachment({ name, send(text) { ws.send(text); }, close() {} });',
      '`send`, `close`',
      'ws.serializeAttachment({ name });',
    );
    check(
      '▸structuredClone({\n      id: 1, // kept\n      job: {\n        run, // not kept\n        at: 2,\n      },\n    });',
      '`run`',
      'structuredClone({\n      id: 1, // kept\n      job: {\n        at: 2,\n      },\n    });',
      'function run() {}\n',
    );
    check('port.▸postMessage({ Item });', '`Item`', 'port.postMessage({});', 'class Item {}\n');
  });

  it('is left out of a copy of an object that is used elsewhere too', () => {
    check(
      "const job = { id: 1, run() {} };\n    job.run();\n    await this.ctx.storage.▸put('job', job);",
      '`run`',
      "const job = { id: 1, run() {} };\n    job.run();\n    await this.ctx.storage.put('job', { ...job, run: undefined });",
    );
    check(
      'await this.ctx.storage.▸put({ box: new Box() });',
      '`onChange`',
      'await this.ctx.storage.put({ box: { ...new Box(), onChange: undefined } });',
      'class Box {\n  n = 1;\n  onChange = () => {};\n  label() {}\n}\n',
    );
    check(
      'const job = { id: 1, run() {} };\n    ws.▸serializeAttachment({ job });',
      '`run`',
      'const job = { id: 1, run() {} };\n    ws.serializeAttachment({ job: { ...job, run: undefined } });',
    );
  });

  for (const [name, body, said] of [
    ['a value that is a function', "this.ctx.storage.▸put('f', () => 1);", message],
    ['functions in a list', "this.ctx.storage.▸put('f', [() => 1, () => 2]);", message],
    ['a value from elsewhere', "this.ctx.storage.▸put('job', ws.job);", message],
    ['what only reads', "this.ctx.storage.▸get('job', { run() {} });", message],
    ['a call of a function of its own', 'keep.▸save({ run() {} });', message],
    ['an accessor', "this.ctx.storage.▸put('job', { get id() { return 1; } });", message],
    [
      'a failure about a promise',
      "this.ctx.storage.▸put('a', { f() {} });",
      '#<Promise> could not be cloned.',
    ],
    [
      'a failure about a symbol',
      "this.ctx.storage.▸put('a', { f() {} });",
      'Symbol(x) could not be cloned.',
    ],
    ['a call while no error tells of it', "this.ctx.storage.▸put('a', { f() {} });", ''],
    [
      'two objects of which each has one',
      'this.ctx.storage.▸put({ a: { f() {} }, b: { f() {} } });',
      message,
    ],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(copiedFunction, object(body), { message: said }));
  }
});
