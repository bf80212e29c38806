import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atPlace, type Reach } from '../../../../extension/core/fixes/place.ts';
import { descendantsOf, parseSource } from '../../../../extension/core/fixes/syntax/syntaxTree.ts';

/**
 * Candidates are the calls; calls of one name have one subject. Gives the text of the chosen one.
 *
 * @param late names of calls that may fail at any assignment.
 */
function chosen(marked: string, reach?: Reach, late: readonly string[] = []): string | undefined {
  const offset = marked.indexOf('▸');
  const tree = parseSource(marked.replace('▸', ''), 'a.ts');
  assert.ok(tree && offset >= 0);
  const nodes = [...descendantsOf(tree.program)];
  const assignments = nodes.filter(({ type }) => type === 'AssignmentExpression');
  const calls = nodes.flatMap((node) => {
    if (node.type !== 'CallExpression') return [];
    const subject = tree.textOf(node.callee);
    return [{ node, subject, ...(late.includes(subject) && { failsAt: assignments }) }];
  });
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

  it('is none in another statement, for a frame names the one that failed', () => {
    assert.equal(chosen('const x = 1; ▸y; a(1);'), undefined);
    assert.equal(chosen('function f() {\n  a(1);\n  ▸x;\n  a(2);\n}'), undefined);
    assert.equal(chosen('if (▸x) {\n  a(1);\n}'), undefined);
    assert.equal(chosen('▸const f = () => a(1);'), undefined);
    assert.equal(chosen('const f = (x = ▸y) => a(x);\n'), 'a(x)', 'without a statement, the line');
  });

  it('is one on the line of a map without columns', () => {
    assert.equal(chosen('function f() {\n▸  y = a(1).y;\n  b();\n}'), 'a(1)');
  });

  it('is else one that may fail there later', () => {
    assert.equal(chosen('{\n  a(1);\n  b(2);\n  ▸x = 1;\n}', 'frame', ['b']), 'b(2)');
    assert.equal(chosen('{\n  a(1);\n  b(2);\n  ▸x = 1;\n}', 'frame', ['a', 'b']), undefined);
    assert.equal(chosen('{\n  a(1);\n  b(2);\n  ▸x = c();\n}', 'frame', ['b']), 'c()');
  });

  it('is one whose promise is waited for there', () => {
    assert.equal(chosen('{\n  const p = a(1);\n  b(2);\n  return ▸await p;\n}'), 'a(1)');
    assert.equal(chosen('{\n  const p = await a(1);\n  b(2);\n  return ▸await p;\n}'), undefined);
  });

  it('is one on the line of a handler, or else in it', () => {
    const from = (source: string) => chosen(source, 'handler');
    assert.equal(from('▸const f = () => a(1);\nb();'), 'a(1)');
    assert.equal(from('const x = 1; ▸y; a(1);\nb();'), 'a(1)');
    assert.equal(from('function f() {\n  ▸x;\n  a(1);\n}\nb();'), 'a(1)');
    assert.equal(from('function ▸f() {\n  x;\n  a(1);\n}\nb();'), 'a(1)');
  });

  it('is the first of several about one subject, and none when there are two subjects', () => {
    const from = (source: string) => chosen(source, 'handler');
    assert.equal(from('function f() {\n  ▸x;\n  a(1);\n  a(2);\n}'), 'a(1)');
    assert.equal(from('function f() {\n  ▸x;\n  a(1);\n  b(2);\n}'), undefined);
  });

  it('is never beyond the function', () => {
    const source = 'a(1);\nfunction f() {\n  ▸x;\n}\na(2);';
    assert.equal(chosen(source), undefined);
    assert.equal(chosen(source, 'handler'), undefined);
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
