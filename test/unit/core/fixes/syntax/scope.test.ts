import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isConstant } from '../../../../../extension/core/fixes/syntax/binding.ts';
import { scopesOf } from '../../../../../extension/core/fixes/syntax/scope.ts';
import {
  descendantsOf,
  parseSource,
  startOf,
} from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';

function analyse(source: string, fileName = 'a.tsx') {
  const tree = parseSource(source, fileName);
  assert.ok(tree, 'the source must parse');
  return { tree, scopes: scopesOf(tree) };
}

/**
 * Each name in the source is followed by a number. Names that mean one variable have one number, 0 is a
 * global: `a1 = b0`.
 */
function checkNames(source: string): void {
  const { tree, scopes } = analyse(source);
  const numbers = new Map<unknown, string>();
  let checked = 0;
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'Identifier' && node.type !== 'JSXIdentifier') continue;
    const number = /\d+$/.exec(node.name)?.[0];
    if (number === undefined) continue;
    const binding = scopes.bindingOf(node);
    const at = `${node.name} at ${String(startOf(node))} in ${source}`;
    if (number === '0') {
      assert.equal(binding, undefined, `${at} is a global`);
      assert.ok(scopes.isGlobal(node, node.name), `${at} is a use of a global`);
    } else {
      assert.ok(binding, `${at} is bound`);
      const known = numbers.get(binding);
      assert.ok(known === undefined || known === number, `${at} is variable ${known ?? ''}`);
      numbers.set(binding, number);
    }
    checked++;
  }
  assert.ok(checked > 0, 'no name was checked');
  const distinct = new Set(numbers.values());
  assert.equal(distinct.size, numbers.size, `one number, two variables in ${source}`);
}

/** The same name can stand for several variables only when the number is no part of it. */
function checkShadowing(source: string, expected: string): void {
  const { tree, scopes } = analyse(source);
  const seen: unknown[] = [];
  let letters = '';
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'Identifier' || node.name !== 'x') continue;
    const binding = scopes.bindingOf(node);
    if (binding === undefined) {
      letters += scopes.isGlobal(node, 'x') ? '-' : '.';
      continue;
    }
    if (!seen.includes(binding)) seen.push(binding);
    letters += String.fromCharCode(97 + seen.indexOf(binding));
  }
  assert.equal(letters, expected, source);
}

// One letter for each `x` in the text: the same letter is the same variable, `-` a global, `.` no use of a variable.
const shadowing: [string, string, string][] = [
  ['a block hides the outer variable', 'let x; { let x; x; } x;', 'abba'],
  ['var leaves its block', '{ var x; } x;', 'aa'],
  ['var is hoisted over its use', 'function f() { x; var x; } x;', 'aa-'],
  ['a function declaration is hoisted', 'x(); function x() { x; }', 'aaa'],
  ['a function in a block stays there', '{ function x() {} x; } x;', 'aa-'],
  ['a parameter hides', 'let x; (x) => x; x;', 'abba'],
  ['var of the body is the parameter', 'function f(x) { var x; x; }', 'aaa'],
  ['a default value does not see the body', 'let x; function f(a = x) { let x; x; }', 'aabb'],
  ['a default value sees earlier parameters', 'let x; (x, b = x) => 0;', 'abb'],
  ['a closure in a default value', 'let x; (a = () => x) => { var x; x; }', 'aabb'],
  ['a caught error hides', 'let x; try {} catch (x) { x; } x;', 'abba'],
  ['a destructured caught error', 'try {} catch ({ x }) { x; }', '.aa'],
  ['a loop variable hides', 'let x; for (let x = 0; x < 1; x++) x; x;', 'abbbba'],
  ['a for-of variable hides', 'let x; for (const x of [x]) { x; } x;', 'abbba'],
  ['a for-in assignment writes the outer one', 'let x; for (x in {}) x;', 'aaa'],
  ['a switch is one block', 'let x; switch (x) { case 1: let x; x; default: x; }', 'aabbb'],
  ['a named function expression sees itself', 'let x; (function x() { x; }); x;', 'abba'],
  ['a class expression sees itself', 'let x; (class x { m() { x; } }); x;', 'abba'],
  ['a class declaration', 'class x {} new x();', 'aa'],
  ['a static block holds its var', 'let x; class C { static { var x; x; } } x;', 'abba'],
  ['an import', "import { x } from 'x'; x;", '.aa'],
  ['an import under another name', "import { x as y } from 'x'; x;", '.-'],
  ['patterns', 'const { a: x, b: [, ...c] } = x; x;', 'aaa'],
  ['a default value in a pattern', 'let x; { const { a = x } = {}; }', 'aa'],
  ['a key is no use', 'let x; ({ x: 1 }).x;', 'a..'],
  ['a computed key is a use', 'let x; ({ [x]: 1 })[x];', 'aaa'],
  ['a shorthand is a use', 'let x; ({ x });', 'a.a'],
  ['a label is no use', 'let x; x: for (;;) break x;', 'a..'],
  ['a member and a method are no uses', 'let x; class C { x() { this.x; } x = x }', 'a...a'],
  ['assigned patterns', 'let x; ({ a: x, ...x } = {}); [x = 1] = [];', 'aaaa'],
  ['types are no uses', 'let x: x; const y = x as x; function f(a: x): x {}', 'a.a...'],
  ['an interface is no variable', 'interface x {} x;', '.-'],
  ['what a type assertion holds is a use', 'let x; (x as any)!; x satisfies any;', 'aaa'],
  ['an enum', 'enum x { a = 1 } x.a;', 'aa'],
  ['an overloaded function', 'function x(): void; function x() {} x();', 'aaa'],
  ['a property parameter', 'class C { constructor(private x: number) { x; } }', 'aa'],
  ['a local export', 'let x; export { x };', 'aa.'],
  ['a re-export is no use', "let x; export { x } from 'x';", 'a..'],
  ['meta properties are no uses', 'let x; function f() { new.target; import.meta.x; }', 'a.'],
  ['a namespace has a scope', 'let x; namespace N { let x; x; } x;', 'abba'],
];

describe('scopes', () => {
  for (const [name, source, expected] of shadowing) {
    it(name, () => {
      checkShadowing(source, expected);
    });
  }

  it('tells variables and globals apart in one program', () => {
    checkNames(
      'const a1 = b0; export function c2(d3, { e: e4 = a1 }) { for (const f5 of d3) g0(f5, e4); return c2; }',
    );
  });

  it('sees components in JSX, not elements', () => {
    checkNames('const A1 = 1; const e2 = <A1.B x={e2}><p0x>{A1}</p0x></A1.B>;');
  });

  it('lists the references of a binding in order, with what they do', () => {
    const { tree, scopes } = analyse('let x = 0; x; x = 1; x += 2; x++; [x] = [x];');
    const binding = scopes.lookUp('x', tree.program);
    assert.deepEqual(
      binding?.references.map(({ access }) => access),
      ['read', 'write', 'update', 'update', 'write', 'read'],
    );
    assert.equal(isConstant(binding), false);
  });

  it('takes a second var for a write and an untouched variable for constant', () => {
    const { tree, scopes } = analyse('var a = 1; var a = 2; const b = a;');
    const of = (name: string) => {
      const binding = scopes.lookUp(name, tree.program);
      assert.ok(binding);
      return isConstant(binding);
    };
    assert.deepEqual([of('a'), of('b')], [false, true]);
  });

  it('looks a name up as seen from a node', () => {
    const { tree, scopes } = analyse('const a = 1; function f(a) { return a; }');
    const inside = tree.nodeAt(tree.source.lastIndexOf('a'));
    assert.equal(scopes.lookUp('a', inside)?.kind, 'param');
    assert.equal(scopes.lookUp('a', tree.program)?.kind, 'const');
    assert.equal(scopes.lookUp('none', inside), undefined);
  });

  it('finds a name that is free in a region, for globals and inner declarations too', () => {
    const { tree, scopes } = analyse('function f() { a(); { let b; } }\nlet c; g(d);');
    const [region] = tree.program.body;
    assert.ok(region);
    assert.equal(scopes.freeName(['a', 'b', 'c', 'd'], region), 'd');
    assert.equal(scopes.freeName(['a', 'b'], region), undefined);
  });
});
