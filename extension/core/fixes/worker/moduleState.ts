import type {
  Class,
  ClassPrivateProperty,
  ClassProperty,
  Node,
  VariableDeclaration,
} from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { thisOwner } from '../syntax/functions.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** What all requests of an isolate share: a variable in module scope, or a static field. */
export interface ModuleState {
  /** As the source calls it. */
  readonly name: string;
  readonly init: Node | null | undefined;
  /** Every expression that is it: `cached`, or `Room.cached`; none when other modules see its name. */
  readonly uses: readonly Node[];
  readonly variable?: { readonly statement: VariableDeclaration; readonly binding: Binding };
  readonly field?: {
    readonly member: StaticField;
    readonly owner: Class;
    readonly binding: Binding;
    readonly key: string;
  };
}

type StaticField = ClassProperty | ClassPrivateProperty;

const known = new WeakMap<SyntaxTree, readonly ModuleState[]>();

/** All state that the module itself declares. */
export function moduleStateOf(tree: SyntaxTree): readonly ModuleState[] {
  let found = known.get(tree);
  if (found === undefined) {
    found = [
      ...tree.program.body.flatMap((statement) =>
        statement.type === 'VariableDeclaration' ? variable(tree, statement) : [],
      ),
      ...scopesOf(tree).classes.flatMap((owner) => fields(tree, owner)),
    ];
    known.set(tree, found);
  }
  return found;
}

function variable(tree: SyntaxTree, statement: VariableDeclaration): ModuleState[] {
  const [declarator, ...more] = statement.declarations;
  const binding = declarator && scopesOf(tree).bindingOf(declarator.id);
  if (binding === undefined || more.length > 0) return [];
  const { name } = binding;
  return [withUses({ name, init: declarator?.init, variable: { statement, binding } }, tree)];
}

function fields(tree: SyntaxTree, owner: Class): ModuleState[] {
  const binding = owner.id && scopesOf(tree).bindingOf(owner.id);
  if (!binding) return [];
  return owner.body.body.flatMap((member) => {
    const isField = member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty';
    const key = isField && member.static ? keyOf(member) : undefined;
    if (!isField || key === undefined) return [];
    const field = { member, owner, binding, key };
    return [withUses({ name: `${binding.name}.${key}`, init: member.value, field }, tree)];
  });
}

/** Most state is never asked for its uses, which take long to find. */
function withUses(state: Omit<ModuleState, 'uses'>, tree: SyntaxTree): ModuleState {
  let uses: readonly Node[] | undefined;
  return {
    ...state,
    get uses() {
      return (uses ??= usesOf(state, tree));
    },
  };
}

function usesOf({ variable, field }: Omit<ModuleState, 'uses'>, tree: SyntaxTree): Node[] {
  if (field) {
    const { binding, owner, key } = field;
    return [...membersOf(tree, binding, key), ...membersOfThis(tree, owner, key)];
  }
  const uses = variable?.binding.references.map(({ identifier }) => identifier) ?? [];
  const isExported = uses.some((use) => tree.parentOf(use)?.type === 'ExportSpecifier');
  return isExported ? [] : uses;
}

function membersOf(tree: SyntaxTree, { references }: Binding, key: string): Node[] {
  return references.flatMap(({ identifier }) => {
    const member = tree.parentOf(identifier);
    const isMember = member?.type === 'MemberExpression' && member.object === identifier;
    return isMember && memberName(member) === key ? [member] : [];
  });
}

/** `this.cached` in a static method. */
function membersOfThis(tree: SyntaxTree, owner: Class, key: string): Node[] {
  return descendantsOf(owner.body).filter((node) => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return false;
    if (memberName(node) !== key) return false;
    const method = thisOwner(tree, node);
    const isStatic = method && 'static' in method && method.static === true;
    return isStatic === true && tree.parentOf(method) === owner.body;
  });
}
