import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { transformSync } from 'esbuild';
import { checkModule } from '../../../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../../../extension/core/fixes/edits/editBuilder.ts';
import { fixAll, fixAllInProject, safeEdits } from '../../../../extension/core/fixes/fixAll.ts';
import type { FixRule, TextEdit } from '../../../../extension/core/fixes/fixRule.ts';
import { illegalInvocation } from '../../../../extension/core/fixes/rules/illegalInvocation.ts';
import { immutableHeaders } from '../../../../extension/core/fixes/rules/immutableHeaders.ts';
import { parseSource } from '../../../../extension/core/fixes/syntax/syntaxTree.ts';

const handler = (body: string) =>
  `export default {\n  async fetch(request, env, ctx) {\n${body}  },\n};\n`;

const broken = handler('    run(env.CACHE.get);\n');

function problemsOf(source: string, rule = illegalInvocation) {
  const tree = parseSource(source, 'worker.ts');
  assert.ok(tree);
  return { tree, problems: checkModule(tree, undefined, [rule]) };
}

function all(source: string, rule?: FixRule) {
  return fixAll(problemsOf(source, rule));
}

/** The source with the edits, which must be a program still: names that are declared twice are not. */
function fixed(source: string, edits: readonly TextEdit[]): string {
  const text = applyEdits(source, edits);
  transformSync(text, { loader: 'ts', logLevel: 'silent' });
  return text;
}

describe('one fix for all mistakes of a kind in a project', () => {
  it('mends each file', () => {
    const fix = fixAllInProject([
      { file: 'src/a.ts', ...problemsOf(broken) },
      { file: 'src/b.ts', ...problemsOf('') },
      { file: 'src/c.ts', ...problemsOf(broken) },
    ]);
    assert.equal(fix?.title, 'Fix all 2 of this kind in the project');
    assert.deepEqual(fix.edits, []);
    assert.deepEqual(
      fix.elsewhere?.map(({ file, edits }) => [file, fixed(broken, edits)]),
      ['src/a.ts', 'src/c.ts'].map((file) => [
        file,
        handler('    run((...args) => env.CACHE.get(...args));\n'),
      ]),
    );
  });

  it('is not there when all are in one file', () => {
    const source = handler('    run(env.CACHE.get);\n    run(env.CACHE.put);\n');
    assert.equal(fixAllInProject([{ file: 'src/a.ts', ...problemsOf(source) }]), undefined);
  });
});

it('what is safe can be mended at once, also when it is a single mistake', () => {
  assert.equal(
    fixed(broken, safeEdits(problemsOf(broken))),
    handler('    run((...args) => env.CACHE.get(...args));\n'),
  );
  assert.deepEqual(safeEdits(problemsOf('')), []);
});

describe('one fix for all mistakes of a kind', () => {
  it('mends them together', () => {
    const before = handler('    run(env.CACHE.get);\n    run(env.CACHE.put);\n');
    const fix = all(before);
    assert.equal(fix?.safety, 'safe');
    assert.equal(
      fixed(before, fix.edits),
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
    fixed(source, fix.edits);
  });

  const twice = handler(`    const a = await env.A.fetch(request);
    a.headers.set('x', '1');
    const b = await env.B.fetch('https://b');
    b.headers.set('y', '2');
`);
  const twiceFixed = handler(`    const upstream = await env.A.fetch(request);
    const a = new Response(upstream.body, upstream);
    a.headers.set('x', '1');
    const original = await env.B.fetch('https://b');
    const b = new Response(original.body, original);
    b.headers.set('y', '2');
`);

  it('gives each its own name for what it declares in the same function', () => {
    const fix = all(twice, immutableHeaders);
    assert.equal(fix?.title, 'Fix all 2 of this kind in the file');
    assert.equal(fixed(twice, fix.edits), twiceFixed);
    assert.equal(fixed(twice, safeEdits(problemsOf(twice, immutableHeaders))), twiceFixed);
    const files = ['a', 'b'].map((file) => ({ file, ...problemsOf(twice, immutableHeaders) }));
    const inProject = fixAllInProject(files)?.elsewhere ?? [];
    assert.deepEqual(
      inProject.map(({ edits }) => fixed(twice, edits)),
      [twiceFixed, twiceFixed],
    );
  });

  it('uses a name again where the other is not seen, and inside a function does not hide it', () => {
    const change = (name: string) =>
      `const ${name} = await fetch('https://a'); ${name}.headers.set('x', '1');`;
    const apart = `async function f() { ${change('a')} }\nasync function g() { ${change('b')} }\n`;
    const inside = `async function f() { ${change('a')} return async () => { ${change('b')} }; }\n`;
    const named = (source: string) =>
      (all(source, immutableHeaders)?.edits ?? [])
        .map(({ text }) => text)
        .filter((text) => /^\w+$/.test(text));
    assert.deepEqual(named(apart), ['upstream', 'upstream']);
    assert.deepEqual(named(inside), ['upstream', 'original']);
  });

  it('is not there for a single mistake', () => {
    assert.equal(all(handler('    run(env.CACHE.get);\n')), undefined);
  });
});
