import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../../../extension/core/fixes/edits/editBuilder.ts';
import { fixAll, fixAllInProject, safeEdits } from '../../../../extension/core/fixes/fixAll.ts';
import { illegalInvocation } from '../../../../extension/core/fixes/rules/illegalInvocation.ts';
import { parseSource } from '../../../../extension/core/fixes/syntax/syntaxTree.ts';

const handler = (body: string) =>
  `export default {\n  async fetch(request, env, ctx) {\n${body}  },\n};\n`;

function all(source: string) {
  const tree = parseSource(source, 'worker.ts');
  assert.ok(tree);
  return fixAll(checkModule(tree, undefined, [illegalInvocation]));
}

const broken = handler('    run(env.CACHE.get);\n');

function problemsOf(source: string) {
  const tree = parseSource(source, 'worker.ts');
  assert.ok(tree);
  return checkModule(tree, undefined, [illegalInvocation]);
}

describe('one fix for all mistakes of a kind in a project', () => {
  it('mends each file', () => {
    const fix = fixAllInProject([
      { file: 'src/a.ts', problems: problemsOf(broken) },
      { file: 'src/b.ts', problems: [] },
      { file: 'src/c.ts', problems: problemsOf(broken) },
    ]);
    assert.equal(fix?.title, 'Fix all 2 of this kind in the project');
    assert.deepEqual(fix.edits, []);
    assert.deepEqual(
      fix.elsewhere?.map(({ file, edits }) => [file, applyEdits(broken, edits)]),
      ['src/a.ts', 'src/c.ts'].map((file) => [
        file,
        handler('    run((...args) => env.CACHE.get(...args));\n'),
      ]),
    );
  });

  it('is not there when all are in one file', () => {
    const problems = problemsOf(handler('    run(env.CACHE.get);\n    run(env.CACHE.put);\n'));
    assert.equal(fixAllInProject([{ file: 'src/a.ts', problems }]), undefined);
  });
});

it('what is safe can be mended at once, also when it is a single mistake', () => {
  assert.equal(
    applyEdits(broken, safeEdits(problemsOf(broken))),
    handler('    run((...args) => env.CACHE.get(...args));\n'),
  );
  assert.deepEqual(safeEdits([]), []);
});

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
