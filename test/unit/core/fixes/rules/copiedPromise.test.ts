import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { copiedPromise } from '../../../../../extension/core/fixes/rules/copiedPromise.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';
import { fileAfter, projectOf } from '../../../../support/projectFixes.ts';

const message = '#<Promise> could not be cloned.';
const object = (body: string, method = 'async join(ws)') =>
  `import { DurableObject } from 'cloudflare:workers';
import { load } from './load';
async function read(id) {
  return id;
}
export class Room extends DurableObject {
  ${method} {
    ${body}
  }
  async own() {}
}
`;

function check(before: string, after: string, text: string): void {
  const title =
    text === '' ? 'Wait for the promises with `await`' : `Wait for \`${text}\` with \`await\``;
  const { safety } = checkFix(copiedPromise, object(before), title, object(after), { message });
  assert.equal(safety, 'review');
}

describe('a promise in what is stored or sent', () => {
  it('is awaited where it is made', () => {
    check(
      "await this.ctx.storage.▸put('a', read(1));",
      "await this.ctx.storage.put('a', await read(1));",
      'read(1)',
    );
    check(
      'ws.▸serializeAttachment({ user: this.own(), at: Date.now() });',
      'ws.serializeAttachment({ user: await this.own(), at: Date.now() });',
      'this.own()',
    );
    check(
      'return ▸structuredClone({ a: this.env.CACHE.get("a"), b: fetch("b") });',
      'return structuredClone({ a: await this.env.CACHE.get("a"), b: await fetch("b") });',
      '',
    );
  });

  it('is awaited where its variable is used', () => {
    check(
      "const user = read(1);\n    await this.ctx.storage.▸put('a', { user });",
      "const user = read(1);\n    await this.ctx.storage.put('a', { user: await user });",
      'user',
    );
  });

  it('is awaited with the others of a list', () => {
    check(
      "await this.ctx.storage.▸put('a', [1].map(async (id) => id));",
      "await this.ctx.storage.put('a', await Promise.all([1].map(async (id) => id)));",
      '[1].map(async (id) => id)',
    );
  });

  it('may be what the one function of elsewhere gives', () => {
    check(
      "await this.ctx.storage.▸put('a', { user: load(1), name: String(ws.name) });",
      "await this.ctx.storage.put('a', { user: await load(1), name: String(ws.name) });",
      'load(1)',
    );
    check(
      'await this.env.OTHER.▸add(ws.user());',
      'await this.env.OTHER.add(await ws.user());',
      'ws.user()',
    );
  });

  it('may be in what the other side returns, in another module', () => {
    const room =
      "import { DurableObject } from 'cloudflare:workers';\nexport class Room extends DurableObject {\n  async seats() {\n    return { free: fetch('https://a') };\n  }\n}\n";
    const marked =
      "export { Room } from './room';\nexport default {\n  fetch: async (request, env) => Response.json(await env.ROOM.getByName('a').▸seats()),\n};\n";
    const config =
      '{ "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room" }] } }';
    const modules = { 'worker.ts': marked.replace('▸', ''), 'room.ts': room };
    const project = projectOf({ config, modules });
    const [fix] = offeredAt(copiedPromise, marked, { message, project });
    assert.equal(fix?.title, "Wait for `fetch('https://a')` with `await`");
    assert.equal(
      fileAfter({ config, modules }, fix, 'room.ts'),
      room.replace('free: ', 'free: await '),
    );
  });

  for (const [name, body, method] of [
    ['two calls of elsewhere', "this.ctx.storage.▸put('a', [load(1), load(2)]);"],
    ['what is awaited', "await this.ctx.storage.▸put('a', await load(1));"],
    ['a value that is no call', "this.ctx.storage.▸put('a', ws.user);"],
    ['a function that cannot wait', "this.ctx.storage.▸put('a', load(1));", 'join(ws)'],
    ['what the runtime exports', "this.ctx.storage.▸put('a', DurableObject());"],
    ['a global function', "this.ctx.storage.▸put('a', String(ws));"],
    ['what copies nothing', 'await keep.▸save(load(1));'],
  ] as const) {
    it(`leaves ${name}`, () => {
      checkNoFix(copiedPromise, object(body, method), { message });
    });
  }

  it('is left while no error tells of it', () => {
    checkNoFix(copiedPromise, object("this.ctx.storage.▸put('a', load(1));"));
    checkNoFix(copiedPromise, object("this.ctx.storage.▸put('a', load(1));"), {
      message: '()=>1 could not be cloned.',
    });
  });
});
