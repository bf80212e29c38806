import type { Node } from '@babel/types';
import { bindingsOf } from '../../config/configBindings.ts';
import { configOf } from '../configuration/projectConfig.ts';
import type { Project } from '../project.ts';
import { keyOf } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { bindingName } from './bindingCall.ts';

/** The binding is a KV namespace: so the configuration says, or else a type of the file. */
export function isKvNamespace(tree: SyntaxTree, node: Node, project: Project | undefined): boolean {
  const name = bindingName(tree, node);
  const config = project && configOf(project);
  const described = config && bindingsOf(config.worker).find((one) => one.name === name);
  if (described !== undefined) return described.kind === 'kv_namespaces';
  if (name !== undefined) return isTypedMember(tree, name);
  const annotation = scopesOf(tree).bindingOf(node)?.identifier.typeAnnotation;
  return annotation ? isKvType(tree, annotation) : false;
}

/** `interface Env { CACHE: KVNamespace }`. */
function isTypedMember(tree: SyntaxTree, name: string): boolean {
  return descendantsOf(tree.program).some(
    (node) =>
      node.type === 'TSPropertySignature' &&
      keyOf({ key: node.key, computed: node.computed ?? false }) === name &&
      node.typeAnnotation !== undefined &&
      node.typeAnnotation !== null &&
      isKvType(tree, node.typeAnnotation),
  );
}

function isKvType(tree: SyntaxTree, annotation: Node): boolean {
  return /^:\s*KVNamespace\b/.test(tree.textOf(annotation));
}
