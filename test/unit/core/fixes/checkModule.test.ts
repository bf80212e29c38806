import assert from 'node:assert/strict';
import { it } from 'node:test';
import { checkInSteps, checkModule } from '../../../../extension/core/fixes/checkModule.ts';
import type { FixRule } from '../../../../extension/core/fixes/fixRule.ts';
import { illegalInvocation } from '../../../../extension/core/fixes/rules/illegalInvocation.ts';
import { parseSource } from '../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { memoryLog } from '../../../support/memoryLog.ts';

const tree = parseSource(
  'export default { fetch(request, env) { run(env.CACHE.get); } };',
  'worker.js',
);

it('can be done one rule a step, and a rule that throws spoils no other', () => {
  assert.ok(tree);
  const failing: FixRule = {
    id: 'QF-00',
    codes: [],
    find: () => {
      throw new Error('a bug');
    },
  };
  const log = memoryLog();
  const steps = checkInSteps(tree, undefined, log, [failing, illegalInvocation]);
  let count = 0;
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) count++;
  assert.ok(count >= 2);
  assert.deepEqual(
    step.value.map(({ rule }) => rule.id),
    [illegalInvocation.id],
  );
  assert.deepEqual(log.lines, ['error: Fix rule QF-00 failed.', 'error: Error: a bug']);
});

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
