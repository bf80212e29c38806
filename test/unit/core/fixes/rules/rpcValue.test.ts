import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rpcValue } from '../../../../../extension/core/fixes/rules/rpcValue.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';
import { applyEdits } from '../../../../../extension/core/fixes/edits/editBuilder.ts';

const message =
  'Could not serialize object of type "Item". This type does not support serialization.';
const worker = (item: string, call: string) => `${item}
export default {
  async fetch(request, env) {
    ${call}
  },
};
`;
const ITEM =
  'class Item {\n  constructor(name) {\n    this.name = name;\n  }\n  label() {\n    return this.name;\n  }\n}';
const DATA = ITEM.replace('label', 'static label');
const IMPORT = "import { RpcTarget } from 'cloudflare:workers';\n\n";
const TARGET =
  'class Item extends RpcTarget {\n  constructor(name) {\n    super();\n    this.name = name;\n  }\n  label() {\n    return this.name;\n  }\n}';
const REFERENCE = 'Let `Item` extend `RpcTarget`';

describe('a value that RPC does not take', () => {
  it('passes its data, or a stub for it', () => {
    const call = "const item = new Item('a');\n    await env.ROOM.get(id).▸add('x', item);";
    const marked = worker(ITEM, call);
    const fixes = offeredAt(rpcValue, marked, { message });
    const source = marked.replace('▸', '');
    assert.deepEqual(
      fixes.map(({ title, safety, edits }) => [title, safety, applyEdits(source, edits)]),
      [
        [
          'Pass the data of `item` as a plain object',
          'review',
          source.replace("'x', item", "'x', { ...item }"),
        ],
        [REFERENCE, 'review', IMPORT + source.replace(ITEM, TARGET)],
      ],
    );
  });

  it('passes the data of one that is in another object', () => {
    checkFix(
      rpcValue,
      worker(
        ITEM,
        "const item = new Item('a');\n    await env.ROOM.get(id).▸add({ item, at: [1] });",
      ),
      'Pass the data of `item` as a plain object',
      worker(
        ITEM,
        "const item = new Item('a');\n    await env.ROOM.get(id).add({ item: { ...item }, at: [1] });",
      ),
      { message },
    );
  });

  it('gives a stub for what the other side may have returned', () => {
    const marked = worker(ITEM, 'return Response.json(await env.ROOM.get(id).▸first());');
    const fixes = offeredAt(rpcValue, marked, { message });
    assert.deepEqual(
      fixes.map(({ title }) => title),
      [REFERENCE],
    );
  });

  it('gives no stub where the data are read, or where there is no method', () => {
    for (const [item, call] of [
      [ITEM, 'const found = await env.ROOM.get(id).▸first();\n    return found.name;'],
      [ITEM, 'const { name } = await env.ROOM.get(id).▸first();\n    return name;'],
      [DATA, 'return Response.json(await env.ROOM.get(id).▸first());'],
    ] as const) {
      checkNoFix(rpcValue, worker(item, call), { message });
    }
  });

  it('returns the data of what the method of the other side makes', () => {
    const room = (value: string) =>
      `import { DurableObject } from 'cloudflare:workers';\nexport class Room extends DurableObject {\n  first() {\n    return ${value};\n  }\n}\n`;
    const call = 'return Response.json(await env.ROOM.get(id).▸first());';
    checkFix(
      rpcValue,
      room("new Item('a')") + worker(ITEM, call),
      "Pass the data of `new Item('a')` as a plain object",
      room("{ ...new Item('a') }") + worker(ITEM, call).replace('▸', ''),
      { message },
    );
  });

  for (const [name, item, call] of [
    [
      'a class that extends another',
      'class Item extends Base {}',
      'await env.ROOM.▸add(new Thing());',
    ],
    ['a class that is elsewhere', '', 'await env.ROOM.▸add(value);'],
    ['a call of something of its own', ITEM, 'await room.▸add(new Item());'],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(rpcValue, worker(item, call), { message }));
  }

  it('leaves an object of a class while no error tells of it', () => {
    checkNoFix(rpcValue, worker(ITEM, 'await env.ROOM.get(id).▸add(new Item());'));
    checkNoFix(rpcValue, worker(ITEM, 'await env.ROOM.get(id).▸add(new Item());'), {
      message: '() => {} could not be cloned.',
    });
  });
});
