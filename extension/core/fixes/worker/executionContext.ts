import type { Function as FunctionNode, Node } from '@babel/types';
import type { TextEdit } from '../fixRule.ts';
import { isFunction } from '../syntax/functions.ts';
import { lacksExecutionContext } from './honoParameter.ts';
import { classOfThis, nameNear, type Spelling } from './nameNear.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** How the object with `waitUntil` can be named at a node. */
export interface ExecutionContextNear {
  /** Such as `ctx`, `this.ctx` or `c.executionCtx`. */
  readonly text: string;
  /** The handler does not take it yet: these edits add the parameter. */
  readonly needed: readonly TextEdit[];
}

/** The execution context of the invocation that the node runs for. */
export function executionContextNear(tree: SyntaxTree, at: Node): ExecutionContextNear | undefined {
  const isEntrypoint = classOfThis(tree, at) === 'WorkerEntrypoint';
  const text = nameNear(tree, at, spellingIn(tree)) ?? (isEntrypoint ? 'this.ctx' : undefined);
  return text === undefined ? missingParameter(tree, at) : { text, needed: [] };
}

function spellingIn(tree: SyntaxTree): Spelling {
  return (kind, name) => {
    if (kind === 'ctx' || kind === 'fetchEvent' || kind === 'otherEvent') return name;
    if (kind !== 'honoContext' || lacksExecutionContext(tree)) return undefined;
    return `${name}.executionCtx`;
  };
}

const PARAMETERS = [
  { names: ['request', '_request'], type: 'Request' },
  { names: ['env', '_env'], type: 'Env' },
  { names: ['ctx', 'context', 'executionContext'], type: 'ExecutionContext' },
] as const;

/** `fetch(request)` becomes `fetch(request, env, ctx)`. */
function missingParameter(tree: SyntaxTree, at: Node): ExecutionContextNear | undefined {
  const handler = handlerAround(tree, at);
  const last = handler?.params.at(-1);
  if (handler === undefined || last === undefined || handler.params.length > 2) return undefined;
  if (last.type !== 'Identifier') return undefined;
  const scopes = scopesOf(tree);
  const isTyped = last.typeAnnotation?.type === 'TSTypeAnnotation';
  const added: string[] = [];
  for (const { names, type } of PARAMETERS.slice(handler.params.length)) {
    const name = scopes.freeName(names, handler);
    // A type that the file does not know would be an error of its own.
    if (name === undefined) return undefined;
    added.push(isTyped ? `${name}: ${type === 'Env' ? 'unknown' : type}` : name);
  }
  const text = added.at(-1)?.split(':')[0];
  if (text === undefined) return undefined;
  // `async (request) =>` has its brackets; `request =>` has none.
  const end = endOf(last);
  const isBare = !/^\s*[,)]/.test(tree.source.slice(end));
  const insertion = `, ${added.join(', ')}`;
  const needed = isBare
    ? [
        { start: startOf(last), end: startOf(last), text: '(' },
        { start: end, end, text: `${insertion})` },
      ]
    : [{ start: end, end, text: insertion }];
  return { text, needed };
}

/** The function whose third parameter is the context, whether it takes it or not. */
function handlerAround(tree: SyntaxTree, at: Node): FunctionNode | undefined {
  const context = workerContextOf(tree);
  return tree
    .ancestorsOf(at)
    .filter(isFunction)
    .find((owner) => context.parameterOf(owner, 2)?.kind === 'ctx');
}
