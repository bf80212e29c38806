import type { Node } from '@babel/types';
import { isFunction } from '../fixes/syntax/functions.ts';
import { keyOf } from '../fixes/syntax/pattern.ts';
import { descendantsOf, startOf, type SyntaxTree } from '../fixes/syntax/syntaxTree.ts';
import type { EntryModules, FoundIn } from './entrySource.ts';
import { ModuleWalk } from './moduleWalk.ts';

/** Modules that are looked through for a function. */
const MOST_MODULES = 200;

/**
 * The only function of this name in a Worker's modules; undefined when there is none, or more than one.
 *
 * @param name as a frame has it: `addCors`, `Room.join`, `Object.fetch`, `new Basket`.
 */
export async function findFunction(
  modules: EntryModules,
  name: string,
): Promise<FoundIn | undefined> {
  const walk = new ModuleWalk(modules, MOST_MODULES);
  const entry = await walk.entry();
  if (entry === undefined) return undefined;
  let found: FoundIn | undefined;
  for (const { source, tree } of await walk.reachedFrom([entry])) {
    for (const node of functionsNamed(tree, name)) {
      if (found !== undefined) return undefined;
      found = { source, offset: startOf(node) };
    }
  }
  return found;
}

function* functionsNamed(tree: SyntaxTree, name: string): Generator<Node> {
  const [, owner, own = ''] = /^(?:new |get |set )?(?:([\w$]+)\.)?([\w$#]+)$/.exec(name) ?? [];
  for (const node of descendantsOf(tree.program)) {
    if (isFunction(node) && nameOf(tree, node) === own && isOwner(tree, node, owner)) yield node;
  }
}

function nameOf(tree: SyntaxTree, node: Node): string | undefined {
  if (node.type === 'ClassMethod' && node.kind === 'constructor') {
    return classNameAround(tree, node);
  }
  if ('key' in node) return keyOf(node);
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name;
  const parent = tree.parentOf(node);
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'ObjectProperty':
    case 'ClassProperty':
      return keyOf(parent);
    default:
      return undefined;
  }
}

/** `Room.join` is a method of that class; `Object.fetch` one of an object; V8 knows no other owners. */
function isOwner(tree: SyntaxTree, node: Node, owner: string | undefined): boolean {
  if (owner === undefined) return true;
  const around = classNameAround(tree, node);
  return owner === 'Object' ? around === undefined : around === owner;
}

function classNameAround(tree: SyntaxTree, node: Node): string | undefined {
  const body = tree
    .ancestorsOf(node)
    .find((outer) => isFunction(outer) || outer.type === 'ClassBody');
  if (body?.type !== 'ClassBody') return undefined;
  const owner = tree.parentOf(body);
  return owner && 'id' in owner && owner.id?.type === 'Identifier' ? owner.id.name : '';
}
