import type { Node } from '@babel/types';
import type { TextEdit } from '../fixRule.ts';
import { lacksExecutionContext } from './honoParameter.ts';
import { missingParameter } from './missingParameter.ts';
import { classOfThis, nameNear, type Spelling } from './nameNear.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

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
  return text === undefined ? missing(tree, at) : { text, needed: [] };
}

function spellingIn(tree: SyntaxTree): Spelling {
  return (kind, name) => {
    if (kind === 'ctx' || kind === 'fetchEvent' || kind === 'otherEvent') return name;
    if (kind !== 'honoContext' || lacksExecutionContext(tree)) return undefined;
    return `${name}.executionCtx`;
  };
}

/** `fetch(request)` becomes `fetch(request, env, ctx)`, and a route of Hono without a parameter gets `c`. */
function missing(tree: SyntaxTree, at: Node): ExecutionContextNear | undefined {
  const own = missingParameter(tree, at, 'ctx', 2);
  if (own) return { text: own.name, needed: own.edits };
  const hono = lacksExecutionContext(tree)
    ? undefined
    : missingParameter(tree, at, 'honoContext', 0);
  return hono && { text: `${hono.name}.executionCtx`, needed: hono.edits };
}
