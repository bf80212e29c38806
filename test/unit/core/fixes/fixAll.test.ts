import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../../../extension/core/fixes/editBuilder.ts';
import { fixAll } from '../../../../extension/core/fixes/fixAll.ts';
import { illegalInvocation } from '../../../../extension/core/fixes/rules/illegalInvocation.ts';
import { parseSource } from '../../../../extension/core/fixes/syntaxTree.ts';

const handler = (body: string) =>
  `export default {\n  async fetch(request, env, ctx) {\n${body}  },\n};\n`;

function all(source: string) {
  const tree = parseSource(source, 'worker.ts');
  assert.ok(tree);
  return fixAll(checkModule(tree, undefined, [illegalInvocation]));
}

describe('one fix for all mistakes of a kind', () => {
  it('mends them together', () => {
    const before = handler('    run(env.CACHE.get);\n    run(env.CACHE.put);\n');
    const fix = all(before);
    assert.equal(fix?.safety, 'safe');
    assert.equal(
      applyEdits(before, fix.edits),
      handler(
        '    run((...args) => env.CACHE.get(...args));\n    run((...args) => env.CACHE.put(...args));\n',
      ),
    );
  });

  it('leaves out an edit that touches another', () => {
    const source = handler(
      '    const { waitUntil, passThroughOnException } = ctx;\n    waitUntil(a());\n    passThroughOnException();\n    run(env.CACHE.get);\n',
    );
    const fix = all(source);
    assert.ok(fix);
    assert.ok(parseSource(applyEdits(source, fix.edits), 'worker.ts'));
  });

  it('is not there for a single mistake', () => {
    assert.equal(all(handler('    run(env.CACHE.get);\n')), undefined);
  });
});
