import type { AwaitExpression, CallExpression, MemberExpression, Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { additionAt, collectionKind, elementAt, keepsElements } from '../syntax/collectionUse.ts';
import { functionAround } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import type { ModuleState } from './moduleState.ts';
import { workerContextOf } from './workerContext.ts';

/** `await response.clone().text()`: of the whole, only the value stays when it is the data itself. */
export interface DataRead {
  readonly whole: AwaitExpression;
  readonly call: CallExpression;
  readonly value: Node;
  readonly method: string;
}

/** The way of responses that a state of the module keeps, from where they come to where they are read. */
export interface KeptResponses {
  /** `await fetch(…)`; or what is added to the collection, where it is a response of its own. */
  readonly sources: readonly Node[];
  readonly reads: readonly DataRead[];
  /** `response.clone()` that is handed on, with the response in it. */
  readonly clones: ReadonlyMap<Node, Node>;
  /** Variables on the way. */
  readonly variables: readonly Binding[];
}

/** Undefined when one of them may come from elsewhere, or is used for more than its data. */
export function keptResponsesOf(tree: SyntaxTree, state: ModuleState): KeptResponses | undefined {
  // From where they come, else from where they are kept: before that they may be used for more.
  for (const isFromFetch of [true, false]) {
    const flow = new Flow(tree, state, isFromFetch);
    if (flow.follow()) return flow;
  }
  return undefined;
}

const DATA = new Set(['arrayBuffer', 'json', 'text']);

class Flow implements KeptResponses {
  readonly #tree: SyntaxTree;
  readonly #state: ModuleState;
  readonly #isFromFetch: boolean;
  readonly #sources = new Set<Node>();
  readonly #reads = new Map<Node, DataRead>();
  readonly #variables = new Set<Binding>();
  readonly clones = new Map<Node, Node>();

  constructor(tree: SyntaxTree, state: ModuleState, isFromFetch: boolean) {
    this.#tree = tree;
    this.#state = state;
    this.#isFromFetch = isFromFetch;
  }

  get sources(): readonly Node[] {
    return [...this.#sources];
  }

  get reads(): readonly DataRead[] {
    return [...this.#reads.values()];
  }

  get variables(): readonly Binding[] {
    return [...this.#variables];
  }

  follow(): boolean {
    const { init, uses, variable } = this.#state;
    if (variable) this.#variables.add(variable.binding);
    if (init && collectionKind(this.#tree, init) !== undefined) {
      return uses.every((use) => this.#ofCollection(use));
    }
    return (!init || this.#comes(init)) && uses.every((use) => this.#ofVariable(use));
  }

  #ofCollection(use: Node): boolean {
    const added = additionAt(this.#tree, use);
    if (added) {
      const isUsed = this.#tree.parentOf(added.node)?.type !== 'ExpressionStatement';
      return !isUsed && added.values.every((value) => this.#isAdded(value));
    }
    if (keepsElements(this.#tree, use)) return true;
    const element = elementAt(this.#tree, use);
    return element !== undefined && this.#goes(element);
  }

  #isAdded(value: Node): boolean {
    if (this.#isFromFetch) return this.#comes(value);
    const kind = workerContextOf(this.#tree).valueOf(value)?.kind;
    const isAsync = functionAround(this.#tree, value)?.async === true;
    if (kind !== 'fetchedResponse' && kind !== 'response') return false;
    this.#sources.add(value);
    return isAsync;
  }

  /** A use of a variable, or of a static field, that holds one response at a time. */
  #ofVariable(use: Node): boolean {
    const parent = this.#tree.parentOf(use);
    if (parent?.type !== 'AssignmentExpression' || parent.left !== use) return this.#goes(use);
    return this.#comes(parent.right) && this.#goes(parent);
  }

  #through(binding: Binding | undefined): boolean {
    if (binding?.declaration.type !== 'VariableDeclarator') return false;
    if (this.#variables.has(binding)) return true;
    this.#variables.add(binding);
    const { id, init } = binding.declaration;
    if (id !== binding.identifier || (init && !this.#comes(init))) return false;
    return binding.references.every(({ identifier }) => this.#ofVariable(identifier));
  }

  /** What is kept: nothing yet, an answer to a fetch, or what was kept before. */
  #comes(node: Node): boolean {
    const value = withoutTypes(node);
    if (this.#isKept(value)) return true;
    switch (value.type) {
      case 'NullLiteral':
        return true;
      case 'Identifier': {
        const { scopes } = workerContextOf(this.#tree);
        return scopes.isGlobal(value, 'undefined') || this.#through(scopes.bindingOf(value));
      }
      case 'LogicalExpression':
        return this.#comes(value.left) && this.#comes(value.right);
      case 'CallExpression': {
        const cloned = clonedBy(value);
        return cloned !== undefined && this.#comes(cloned);
      }
      case 'AwaitExpression':
        if (workerContextOf(this.#tree).valueOf(value)?.kind !== 'fetchedResponse') return false;
        this.#sources.add(value);
        return true;
      default:
        return false;
    }
  }

  #isKept(value: Node): boolean {
    return this.#state.uses.some((use) => use === value || elementAt(this.#tree, use) === value);
  }

  /** Where the value goes to: it is read, asked for, or kept again. */
  #goes(value: Node, base: Node = value): boolean {
    const parent = this.#tree.parentOf(value);
    switch (parent?.type) {
      case 'TSNonNullExpression':
        return this.#goes(parent, base === value ? parent : base);
      case 'TSAsExpression':
        return this.#goes(parent, base);
      case 'MemberExpression':
        return parent.object === value && this.#isRead(parent, base);
      case 'ExpressionStatement':
        return true;
      case 'UnaryExpression':
        return parent.operator === '!';
      case 'IfStatement':
      case 'ConditionalExpression':
        return parent.test === value;
      case 'BinaryExpression':
        return (
          /^[!=]==?$/.test(parent.operator) && /^(NullLiteral|Identifier)$/.test(parent.right.type)
        );
      case 'LogicalExpression':
        return this.#comes(parent.left) && this.#comes(parent.right) && this.#goes(parent);
      case 'VariableDeclarator':
        this.#handOn(value, base);
        return this.#through(workerContextOf(this.#tree).scopes.bindingOf(parent.id));
      case 'AssignmentExpression':
        this.#handOn(value, base);
        return this.#isKept(parent.left) || this.#comes(parent.left);
      case 'CallExpression':
        this.#handOn(value, base);
        return this.#state.uses.some((use) => additionAt(this.#tree, use)?.node === parent);
      default:
        return false;
    }
  }

  #isRead(member: MemberExpression, base: Node): boolean {
    const call = this.#tree.parentOf(member);
    if (call?.type !== 'CallExpression' || call.callee !== member) return false;
    if (clonedBy(call)) return this.#goes(call, base);
    const method = memberName(member) ?? '';
    const whole = this.#tree.parentOf(call);
    if (whole?.type !== 'AwaitExpression' || !DATA.has(method)) return false;
    this.#reads.set(whole, { whole, call, value: base, method });
    return true;
  }

  #handOn(value: Node, base: Node): void {
    if (withoutTypes(value) !== withoutTypes(base)) this.clones.set(value, base);
  }
}

/** The response that `response.clone()` copies. */
export function clonedBy({ callee }: CallExpression): Node | undefined {
  const isClone = callee.type === 'MemberExpression' && memberName(callee) === 'clone';
  return isClone ? callee.object : undefined;
}
