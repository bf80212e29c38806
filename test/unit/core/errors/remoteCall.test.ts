import assert from 'node:assert/strict';
import { it } from 'node:test';
import { remoteMethodAt } from '../../../../extension/core/errors/remoteCall.ts';
import { oneBased } from '../../../../extension/shared/position.ts';
import { projectOf } from '../../../support/projectFixes.ts';

const CONFIG = JSON.stringify({
  name: 'chat',
  durable_objects: {
    bindings: [
      { name: 'ROOMS', class_name: 'Room' },
      { name: 'FAR', class_name: 'Far', script_name: 'other' },
    ],
  },
  services: [
    { binding: 'AUTH', service: 'auth', entrypoint: 'Admin' },
    { binding: 'PLAIN', service: 'auth' },
  ],
});
const ROOM = `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject { async join(name) {} async fetch() {} }
`;

/** What the `¦` in a handler's body calls. */
function methodAt(body: string, config = CONFIG) {
  const source = `${ROOM}export default {
  async fetch(request, env) {
    ${body}
  },
};
async function say(stub: DurableObjectStub<Room>) { return stub; }
`;
  const [before = '', after = ''] = source.split('¦');
  const lines = before.split('\n');
  const position = oneBased(lines.length, (lines.at(-1)?.length ?? 0) + 1);
  const modules = { 'src/index.ts': before + after };
  return remoteMethodAt(projectOf({ config, modules }), 'src/index.ts', position);
}

for (const [name, body, expected] of [
  ['an object by name', "return ¦await env.ROOMS.getByName('a').join('x');", 'undefined Room.join'],
  ['the call itself', "const r = env.ROOMS.getByName('a'); r.¦join('x');", 'undefined Room.join'],
  ['an object of another Worker', "¦await env.FAR.getByName('a').join();", 'other Far.join'],
  ['a class of a service', '¦await env.AUTH.check();', 'auth Admin.check'],
  ['a service itself', '¦await env.PLAIN.check();', 'auth undefined.check'],
] as const) {
  it(`is found for ${name}`, () => {
    const found = methodAt(body);
    assert.equal(found && `${found.worker} ${found.entrypoint}.${found.method}`, expected);
  });
}

for (const [name, body] of [
  ['fetch, which is no RPC', "¦await env.ROOMS.getByName('a').fetch(request);"],
  ['a method of a namespace', "¦await env.ROOMS.getByName('a');"],
  ['another object', '¦await request.join();'],
  ['a binding that nobody describes', '¦await env.KV.put("a", "b");'],
] as const) {
  it(`is not found for ${name}`, () => {
    assert.equal(methodAt(body), undefined);
  });
}

it('is not found in a file that is not of the project', () => {
  assert.equal(remoteMethodAt(projectOf({}), 'src/index.ts', oneBased(1, 1)), undefined);
});
