import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entrypointsOf } from '../../../../../extension/core/fixes/worker/entrypoints.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';

function parsed(source: string) {
  const tree = parseSource(source, 'a.ts');
  assert.ok(tree);
  return tree;
}

const handlers: Record<string, string> = {
  'an object': 'export default { async fetch() {}, scheduled: () => {} };',
  'a variable': 'const a = { fetch() {}, scheduled() {} }; export default a;',
  'an export by name': 'const a = { fetch() {}, scheduled() {} }; export { a as default };',
  'a typed object':
    'export default { fetch, scheduled() {} } satisfies ExportedHandler;\nasync function fetch() {}',
  'a wrapped object':
    'const a = { fetch() {}, scheduled() {} }; export default withSentry(options, a);',
};

describe('entrypoints', () => {
  for (const [name, source] of Object.entries(handlers)) {
    it(`sees the handlers of ${name}`, () => {
      const found = entrypointsOf(parsed(source)).handlers;
      assert.deepEqual([...found.keys()].sort(), ['fetch', 'scheduled']);
    });
  }

  it('sees no handlers in an object that is not exported or that is assigned again', () => {
    assert.equal(entrypointsOf(parsed('const a = { fetch() {} };')).handlers.size, 0);
    const changed = parsed('let a = { fetch() {} }; a = b; export default a;');
    assert.equal(entrypointsOf(changed).handlers.size, 0);
  });

  it('knows the base classes by what is imported, not by name', () => {
    const tree = parsed(`import { DurableObject as D, RpcTarget } from 'cloudflare:workers';
import * as cf from 'cloudflare:workers';
import { DurableObject } from '../own';
class A extends D {}
class B extends cf.WorkerEntrypoint {}
class C extends DurableObject {}
class E extends RpcTarget {}
class F {}`);
    const bases = [...entrypointsOf(tree).classes].map(([node, base]) => [node.id?.name, base]);
    assert.deepEqual(bases, [
      ['A', 'DurableObject'],
      ['B', 'WorkerEntrypoint'],
    ]);
  });

  it('knows a class by what the classes of the file that it extends extend', () => {
    const tree = parsed(`import { DurableObject } from 'cloudflare:workers';
export class Room extends Named {}
class Named extends Base {}
class Base extends DurableObject {}
class Self extends Self {}
let Changed = class extends Base {}; Changed = null;
class Other extends Changed {}`);
    const classes = Array.from(entrypointsOf(tree).classes.keys(), ({ id }) => id?.name);
    assert.deepEqual(classes, ['Room', 'Named', 'Base', undefined]);
  });
});
