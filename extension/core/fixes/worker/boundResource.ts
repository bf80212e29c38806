import type { Node } from '@babel/types';
import { bindingsOf } from '../../config/configBindings.ts';
import { configOf } from '../configuration/projectConfig.ts';
import type { Project } from '../project.ts';
import { keyOf } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { bindingName } from './bindingCall.ts';

/** What a binding gives access to: the key of the configuration that describes it. */
export type ResourceKind = keyof typeof TYPES;

/** By kind, the type of `@cloudflare/workers-types`. */
const TYPES = { kv_namespaces: 'KVNamespace', queues: 'Queue', r2_buckets: 'R2Bucket' } as const;

/** The kind of the binding: so the configuration says, or else a type of the file. */
export function resourceKind(
  tree: SyntaxTree,
  node: Node,
  project: Project | undefined,
): ResourceKind | undefined {
  const name = bindingName(tree, node);
  const config = project && configOf(project);
  const described = config && bindingsOf(config.worker).find((one) => one.name === name);
  if (described !== undefined) return KINDS.find((kind) => kind === described.kind);
  const annotation =
    name === undefined
      ? scopesOf(tree).bindingOf(node)?.identifier.typeAnnotation
      : typeOfMember(tree, name);
  if (!annotation) return undefined;
  const [, type] = /^:\s*(\w+)/.exec(tree.textOf(annotation)) ?? [];
  return KINDS.find((kind) => TYPES[kind] === type);
}

const KINDS = ['kv_namespaces', 'queues', 'r2_buckets'] as const;

/** `interface Env { CACHE: KVNamespace }`. */
function typeOfMember(tree: SyntaxTree, name: string): Node | undefined {
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'TSPropertySignature' || !node.typeAnnotation) continue;
    const { key, computed } = node;
    if (keyOf({ key, computed: computed ?? false }) === name) return node.typeAnnotation;
  }
  return undefined;
}
