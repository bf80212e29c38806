import type { CallExpression, Class, Node } from '@babel/types';
import type { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, Search } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** A method of a Durable Object or of another Worker is called. */
export interface RemoteCall {
  readonly node: CallExpression;
  /** What the method is called on. */
  readonly receiver: Node;
  readonly method: string;
  /** Where the method is named. */
  readonly name: Node;
}

/** Calls on stubs and on service bindings, as far as the text tells. */
export function remoteCallsIn(tree: SyntaxTree, nodes: readonly Node[]): RemoteCall[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    const method = memberName(node.callee);
    const isRemote = workerContextOf(tree).valueOf(node.callee.object)?.kind === 'binding';
    if (method === undefined || !isRemote) return [];
    const { object: receiver, property: name } = node.callee;
    return [{ node, receiver, method, name }];
  });
}

/** A class of the Worker, in the file that is searched or in another. */
export interface FoundClass {
  readonly node: Class;
  readonly tree: SyntaxTree;
  /** Undefined for the file that is searched. */
  readonly file: string | undefined;
}

/** The classes of the file and, as far as the project is known, of the Worker. */
export function classesOf({ tree, project }: Search): FoundClass[] {
  const own = scopesOf(tree).classes.map((node) => ({ node, tree, file: undefined }));
  const others = Array.from(project?.modules() ?? []).filter(
    (module) => module.tree.source !== tree.source,
  );
  return [
    ...own,
    ...others.flatMap((module) =>
      scopesOf(module.tree).classes.map((node) => ({ ...module, node })),
    ),
  ];
}

/** The fix whose edits are those of the file in which the class stands. */
export function fixAt(
  { file }: Pick<FoundClass, 'file'>,
  fix: Pick<Fix, 'rule' | 'title' | 'safety'>,
  builder: EditBuilder,
): Fix {
  const edits = builder.build();
  return file === undefined
    ? { ...fix, edits }
    : { ...fix, edits: [], elsewhere: [{ file, edits }] };
}
