import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atPlace, type Reach } from '../../../../extension/core/fixes/place.ts';
import { descendantsOf, parseSource } from '../../../../extension/core/fixes/syntax/syntaxTree.ts';

/** Candidates are the calls; calls of one name have one subject. Gives the text of the chosen one. */
function chosen(marked: string, reach?: Reach): string | undefined {
  const offset = marked.indexOf('▸');
  const tree = parseSource(marked.replace('▸', ''), 'a.ts');
  assert.ok(tree && offset >= 0);
  const calls = [...descendantsOf(tree.program)].flatMap((node) =>
    node.type === 'CallExpression' ? [{ node, subject: tree.textOf(node.callee) }] : [],
  );
  const found = atPlace(tree, offset, calls, reach);
  return found && tree.textOf(found.node);
}

describe('the candidate at a place', () => {
  it('is the innermost one around it', () => {
    assert.equal(chosen('a(▸b(1), c());'), 'b(1)');
    assert.equal(chosen('▸a(b(1));'), 'a(b(1))');
  });

  it('is one in the same statement, over several lines', () => {
    assert.equal(chosen('▸return (\n  a(1)\n);\nb();'), 'a(1)');
  });

  it('is one on the same line, also in a function that starts there', () => {
    assert.equal(chosen('▸const f = () => a(1);\nb();'), 'a(1)');
    assert.equal(chosen('const x = 1; ▸y; a(1);\nb();'), 'a(1)');
  });

  it('is else one in the same function', () => {
    assert.equal(chosen('function f() {\n  ▸x;\n  a(1);\n}\nb();'), 'a(1)');
    assert.equal(chosen('function ▸f() {\n  x;\n  a(1);\n}\nb();'), 'a(1)');
  });

  it('is the first of several about one subject, and none when there are two subjects', () => {
    assert.equal(chosen('function f() {\n  ▸x;\n  a(1);\n  a(2);\n}'), 'a(1)');
    assert.equal(chosen('function f() {\n  ▸x;\n  a(1);\n  b(2);\n}'), undefined);
  });

  it('is never beyond the function', () => {
    assert.equal(chosen('a(1);\nfunction f() {\n  ▸x;\n}\na(2);'), undefined);
  });

  it('is in a function inside only when the search began at a handler', () => {
    const source = 'function f() {\n  ▸x;\n  return () => {\n    a(1);\n  };\n}';
    assert.equal(chosen(source), undefined);
    assert.equal(chosen(source, 'handler'), 'a(1)');
  });

  it('is not the call around the function of the place', () => {
    assert.equal(chosen('a(() => {\n  ▸x;\n});'), undefined);
  });
});
