import { type OneBased, toZeroBased } from '../../shared/position.ts';
import { boundTarget } from '../fixes/configuration/boundClass.ts';
import type { Project } from '../fixes/project.ts';
import { keyOf, withoutTypes } from '../fixes/syntax/pattern.ts';
import { scopesOf } from '../fixes/syntax/scope.ts';
import type { SyntaxTree } from '../fixes/syntax/syntaxTree.ts';
import { makerName } from '../fixes/worker/bindingCall.ts';
import { entrypointsOf } from '../fixes/worker/entrypoints.ts';
import { remoteCallsIn, type RemoteCall } from '../fixes/worker/rpc.ts';
import { offsetOf } from './evidence.ts';
import type { RemoteMethod } from './remoteMethod.ts';

/** The remote method that is called, or waited for, at the position. Undefined when it is not known. */
export function remoteMethodAt(
  project: Project,
  file: string,
  position: OneBased,
): RemoteMethod | undefined {
  const tree = [...project.modules()].find((module) => module.file === file)?.tree;
  if (tree === undefined) return undefined;
  const offset = offsetOf(tree.source, toZeroBased(position));
  const call = offset === undefined ? undefined : callAt(tree, offset);
  if (call === undefined) return undefined;
  const { method } = call;
  const name = makerName(tree, call.receiver);
  const target = name === undefined ? undefined : boundTarget(project, name);
  if (target !== undefined) {
    return { worker: target.worker, entrypoint: target.entrypoint, method };
  }
  const entrypoint = name === undefined ? onlyClassWith(project, method) : undefined;
  return entrypoint === undefined ? undefined : { worker: undefined, entrypoint, method };
}

function callAt(tree: SyntaxTree, offset: number): RemoteCall | undefined {
  const node = tree.nodeAt(offset);
  const awaited = node.type === 'AwaitExpression' ? [withoutTypes(node.argument)] : [];
  const [call] = remoteCallsIn(tree, [...awaited, node, ...tree.ancestorsOf(node)]);
  return call !== undefined && !PLATFORM.has(call.method) ? call : undefined;
}

/** Stubs have them for every class: they reach no method of the name. */
const PLATFORM = new Set(['fetch', 'connect', 'get', 'getByName', 'idFromName', 'idFromString']);

/** A stub may come from anywhere; one class of the Worker has such a method, or none is meant. */
function onlyClassWith(project: Project, method: string): string | undefined {
  const names = Array.from(project.modules()).flatMap(({ tree }) =>
    scopesOf(tree)
      .classes.filter((node) => entrypointsOf(tree).classes.has(node))
      .filter(({ body }) =>
        body.body.some((member) => member.type === 'ClassMethod' && keyOf(member) === method),
      )
      .flatMap(({ id }) => id?.name ?? []),
  );
  return names.length === 1 ? names[0] : undefined;
}
