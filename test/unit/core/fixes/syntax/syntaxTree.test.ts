import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  childrenOf,
  contains,
  descendantsOf,
  endOf,
  parseSource,
  startOf,
  SyntaxTrees,
} from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';

function parsed(source: string, fileName = 'a.ts') {
  const tree = parseSource(source, fileName);
  assert.ok(tree);
  return tree;
}

describe('parseSource', () => {
  const readable: Record<string, string> = {
    'a.ts': 'const a = <number>b; enum E { A } class C { constructor(private x: number) {} }',
    'a.tsx': 'const a = <T,>(b: T) => <p>{b as any}</p>;',
    'a.js': 'const a = <p>b</p>; await a;',
    'a.mjs': "import a from 'a' with { type: 'json' };",
    'a.cts': 'export = a;',
    'a.jsx': '@decorated class A { @bound b() {} accessor c = 1; }',
    'C:\\Worker\\A.TS': 'let a: string;',
    'twice.ts': 'const a = 1; const a = 2; return a;',
  };
  for (const [fileName, source] of Object.entries(readable)) {
    it(`reads ${fileName}: ${source}`, () => {
      assert.equal(parsed(source, fileName).program.end, source.length);
    });
  }

  it('has no tree for a text that makes no sense, another language or a bundle', () => {
    assert.equal(parseSource('call(, value);', 'a.ts'), undefined);
    assert.equal(parseSource('const = ;', 'a.ts'), undefined);
    for (const text of ['f(, a);', '({ a() {} }) => b;', '({ get a() { return 1; } }) => b;']) {
      assert.equal(parseSource(text, 'a.ts'), undefined, text);
    }
    assert.equal(parseSource('let a: string;', 'a.js'), undefined);
    assert.equal(parseSource('<p></p>', 'a.svelte'), undefined);
    assert.equal(parseSource('1;'.repeat(1_000_001), 'a.js'), undefined);
  });
});

describe('SyntaxTree', () => {
  it('finds the innermost node, with surrogate pairs and CRLF before it', () => {
    const source = "const a = '𝕎𝕎';\r\nctx.waitUntil(task());\r\n";
    const tree = parsed(source);
    const node = tree.nodeAt(source.indexOf('waitUntil') + 3);
    assert.equal(tree.textOf(node), 'waitUntil');
    assert.deepEqual(
      tree.ancestorsOf(node).map(({ type }) => type),
      ['MemberExpression', 'CallExpression', 'ExpressionStatement', 'Program'],
    );
  });

  it('gives the program for an offset between statements or after the end', () => {
    const tree = parsed('a;\n\n\nb;');
    assert.equal(tree.nodeAt(3), tree.program);
    assert.equal(tree.nodeAt(99), tree.program);
  });

  it('lists children in the order of the text and inside their parent', () => {
    const tree = parsed(
      '@d export class A<T> extends B<T> { c: T = `a${b}c${d}`; e({ f = 1, ...g }: H = {}, ...i: J[]): K { return f!; } }',
    );
    let seen = 0;
    for (const node of descendantsOf(tree.program)) {
      let last = -1;
      for (const child of childrenOf(node)) {
        assert.ok(startOf(child) >= last, `${child.type} is out of order in ${node.type}`);
        last = startOf(child);
        assert.equal(tree.parentOf(child), node);
        // A decorator before `export` belongs to the class and stands before it.
        const isInside = contains(node, startOf(child)) && endOf(child) <= endOf(node);
        assert.ok(isInside || child.type === 'Decorator', `${child.type} leaves ${node.type}`);
        seen++;
      }
    }
    assert.ok(seen > 30);
  });

  it('leaves out what is below a node that is not entered', () => {
    const tree = parsed('a(() => { b(); });');
    const types = [
      ...descendantsOf(tree.program, ({ type }) => type !== 'ArrowFunctionExpression'),
    ].map(({ type }) => type);
    assert.ok(types.includes('ArrowFunctionExpression'));
    assert.ok(!types.includes('BlockStatement'));
  });
});

describe('SyntaxTrees', () => {
  it('parses a text once and again after it has changed', () => {
    const trees = new SyntaxTrees();
    const first = trees.get('a;', 'a.ts');
    assert.ok(first);
    assert.equal(trees.get('a;', 'a.ts'), first);
    assert.notEqual(trees.get('b;', 'a.ts'), first);
    assert.equal(trees.get('b;', 'a.ts')?.source, 'b;');
  });

  it('forgets the file that was not asked for the longest', () => {
    const trees = new SyntaxTrees(2);
    const a = trees.get('a;', 'a.ts');
    const b = trees.get('b;', 'b.ts');
    trees.get('a;', 'a.ts');
    trees.get('c;', 'c.ts');
    assert.equal(trees.get('a;', 'a.ts'), a);
    assert.notEqual(trees.get('b;', 'b.ts'), b);
  });
});
