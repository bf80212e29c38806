import { it } from 'node:test';
import assert from 'node:assert/strict';
import type { Identifier } from '@babel/types';
import {
  Mentions,
  OpenBinding,
  OpenScope,
} from '../../../../../extension/core/fixes/syntax/mentions.ts';
import {
  descendantsOf,
  parseSource,
} from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';

function identifiersOf(source: string): { program: OpenScope; names: Identifier[] } {
  const tree = parseSource(source, 'a.ts');
  assert.ok(tree);
  const names = descendantsOf(tree.program).flatMap((node) =>
    node.type === 'Identifier' ? node : [],
  );
  return { program: new OpenScope(tree.program, undefined, true), names };
}

it('finds the variable of a use that stands before it, and no variable of a global', () => {
  const { program: scope, names } = identifiersOf('use; other; var use');
  const [use, other, introduced] = names;
  assert.ok(use && other && introduced);
  const mentions = new Mentions();
  for (const identifier of [use, other]) mentions.add({ identifier, access: 'read', scope });
  mentions.add({ identifier: introduced, access: undefined, scope });
  const declared = { kind: 'var', identifier: introduced, declaration: scope.node, scope } as const;
  const binding = new OpenBinding(declared, mentions);
  scope.bindings.set('use', binding);

  assert.equal(mentions.resolve('use').get(use), binding);
  assert.equal(mentions.resolve('use').get(introduced), binding);
  assert.equal(mentions.resolve('other').get(other), undefined);
  assert.ok(mentions.resolve('other').has(other));
  assert.deepEqual(binding.references, [{ identifier: use, access: 'read' }]);
});

it('tells of references once, in the order of the text, however often it is asked', () => {
  const { program: scope, names } = identifiersOf('a; a; a');
  const [first, second, third] = names;
  assert.ok(first && second && third);
  const mentions = new Mentions();
  const declared = { kind: 'let', identifier: first, declaration: scope.node, scope } as const;
  const binding = new OpenBinding(declared, mentions);
  scope.bindings.set('a', binding);
  mentions.add({ identifier: third, access: 'write', scope });
  mentions.add({ identifier: second, access: 'read', scope });
  assert.deepEqual(
    [...binding.references, ...binding.references].map(({ identifier }) => identifier),
    [second, third, second, third],
  );
  assert.deepEqual(mentions.identifiers('a'), [third, second]);
  assert.deepEqual(mentions.identifiers('b'), []);
});
