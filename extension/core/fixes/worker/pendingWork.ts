import type { Function as FunctionNode, Node } from '@babel/types';
import { bindingsOf } from '../../config/configBindings.ts';
import { bindingName, constantValue } from './bindingCall.ts';
import { configOf } from '../configuration/projectConfig.ts';
import { functionNamed } from './detachedMethod.ts';
import { isFunction, thisOwner } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import type { Project } from '../project.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';
import type { NativeKind } from './workerValue.ts';

/** The expression is a promise of input or output that goes on after it was made. */
export function startsWork(tree: SyntaxTree, node: Node, project?: Project): boolean {
  const call = withoutTypes(node);
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return false;
  const callee = withoutTypes(call.callee);
  const { scopes } = workerContextOf(tree);
  if (scopes.isGlobal(callee, 'fetch')) return true;
  if (isFunction(callee)) return works(tree, callee, project);
  if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
    const name = memberName(callee) ?? '';
    if (CHAINS.has(name) && startsWork(tree, callee.object, project)) return true;
    if (scopes.isGlobal(callee.object, 'Promise') && COMBINES.has(name)) {
      const [list] = call.arguments;
      const all = list?.type === 'ArrayExpression' ? list.elements : [];
      return all.some((one) => one !== null && startsWork(tree, one, project));
    }
    if (isSent(tree, callee.object, name, project)) return true;
  }
  const method = workerContextOf(tree).valueOf(callee);
  if (method?.kind === 'method' && WORK[method.owner]?.has(method.name)) return true;
  const called = functionNamed(tree, callee) ?? ownMethod(tree, callee);
  return called !== undefined && works(tree, called, project);
}

const CHAINS = new Set(['then', 'catch', 'finally']);
const COMBINES = new Set(['all', 'allSettled', 'any', 'race']);

/**
 * Methods that give a promise, whichever binding it is. A data point of Analytics Engine is written at
 * once, and what a Durable Object stores is safe without waiting. So is a call to one: measured, it goes
 * on there after the caller has answered.
 */
const WORK: Partial<Record<NativeKind, ReadonlySet<string>>> = {
  binding: new Set(['put', 'delete', 'send', 'sendBatch', 'fetch']),
  cache: new Set(['put', 'delete', 'match']),
  scheduler: new Set(['wait']),
};

/** Of D1 and of Workflows. Something that a store gave may have methods of these names too. */
const OF_BINDING = new Set(['batch', 'exec', 'create', 'createBatch']);
const OF_STATEMENT = new Set(['run', 'all', 'first', 'raw']);

/** A statement of D1, or a method of another Worker: measured, that one is cut off. */
function isSent(tree: SyntaxTree, receiver: Node, method: string, project?: Project): boolean {
  if (OF_STATEMENT.has(method) && isStatement(tree, receiver)) return true;
  const name = bindingName(tree, receiver);
  if (name === undefined || OF_BINDING.has(method)) return name !== undefined;
  const config = project && configOf(project);
  const described = config && bindingsOf(config.worker).find((one) => one.name === name);
  return described?.kind === 'services' && method !== 'connect';
}

/** `env.DB.prepare(…).bind(…)`. */
function isStatement(tree: SyntaxTree, node: Node, depth = 0): boolean {
  const call = constantValue(tree, node);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return false;
  const { callee } = call;
  const name = memberName(callee);
  if (name === 'prepare') return isDatabase(tree, callee.object);
  return name === 'bind' && depth < LONGEST_CHAIN && isStatement(tree, callee.object, depth + 1);
}

const LONGEST_CHAIN = 5;

function isDatabase(tree: SyntaxTree, node: Node): boolean {
  if (bindingName(tree, node) !== undefined) return true;
  const session = constantValue(tree, node);
  if (session.type !== 'CallExpression' || session.callee.type !== 'MemberExpression') return false;
  const { callee } = session;
  return memberName(callee) === 'withSession' && bindingName(tree, callee.object) !== undefined;
}

/** `this.log` in a class that has the method. */
export function ownMethod(tree: SyntaxTree, callee: Node): FunctionNode | undefined {
  if (callee.type !== 'MemberExpression' || callee.object.type !== 'ThisExpression')
    return undefined;
  const owner = thisOwner(tree, callee.object);
  const body = owner && tree.parentOf(owner);
  if (owner === undefined || body?.type !== 'ClassBody') return undefined;
  const isStatic = (member: Node) => 'static' in member && member.static === true;
  const name = memberName(callee);
  const [method, ...more] = body.body.filter(
    (member) => 'key' in member && keyOf(member) === name && isStatic(member) === isStatic(owner),
  );
  return method && more.length === 0 && isFunction(method) ? method : undefined;
}

/** What is work depends on the configuration of the project, which is read once in each of its states. */
const known = new WeakMap<Project | SyntaxTree, WeakMap<FunctionNode, boolean>>();

/** The function waits for work, or returns it: it has not ended when it returns. */
function works(tree: SyntaxTree, owner: FunctionNode, project: Project | undefined): boolean {
  const answers = known.get(project ?? tree) ?? new WeakMap<FunctionNode, boolean>();
  known.set(project ?? tree, answers);
  const answer = answers.get(owner);
  if (answer !== undefined) return answer;
  // Set first: functions that call each other end here.
  answers.set(owner, false);
  const isWorking = !owner.generator && passes(tree, owner, project);
  answers.set(owner, isWorking);
  return isWorking;
}

function passes(tree: SyntaxTree, owner: FunctionNode, project: Project | undefined): boolean {
  if (owner.body.type !== 'BlockStatement') {
    const value = owner.body.type === 'AwaitExpression' ? owner.body.argument : owner.body;
    return startsWork(tree, value, project);
  }
  for (const node of descendantsOf(owner.body, (inner) => !isFunction(inner))) {
    const passed =
      node.type === 'AwaitExpression' || node.type === 'ReturnStatement' ? node.argument : null;
    if (passed && startsWork(tree, passed, project)) return true;
  }
  return false;
}
