import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkModule } from '../../../../extension/core/fixes/checkModule.ts';
import { parseSource } from '../../../../extension/core/fixes/syntaxTree.ts';

function titles(source: string): string[] {
  const tree = parseSource(source, 'worker.ts');
  assert.ok(tree);
  return checkModule(tree).map(({ fixes }) => fixes[0]?.title ?? '');
}

it('finds the mistakes of all functions of a module, in the order of the text', () => {
  const source = `export default {
  async fetch(request, env, ctx) {
    const response = await fetch(request);
    response.headers.set('a', 'b');
    response.headers.set('c', 'd');
    return response;
  },
  async scheduled(controller, env, ctx) {
    const { waitUntil } = ctx;
    waitUntil(env.CACHE.put('k', 'v'));
  },
};
`;
  assert.deepEqual(titles(source), [
    'Copy the response before changing its headers',
    'Call `waitUntil` on `ctx`',
  ]);
});

it('finds nothing in a Worker that is right', () => {
  assert.deepEqual(
    titles(
      'export default { scheduled: (event, env, ctx) => { ctx.waitUntil(env.A.put("k", "v")); } };',
    ),
    [],
  );
});
