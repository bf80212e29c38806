import type { AwaitExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { moveIntoFunction } from '../edits/moduleConstant.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { type SharedVariable, sharedVariablesOf } from '../worker/sharedVariable.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-07: an object of one request is kept in module scope and used for another. */
export const sharedIo: FixRule = {
  id: 'QF-07',
  codes: ['rt:other-request-io', 'rt:other-object-io', 'rt:other-request-promise'],
  find({ tree, nodes, message }) {
    const shared = sharedVariablesOf(tree);
    if (shared.size === 0) return [];
    return nodes.flatMap((node): Finding[] => {
      const binding = node.type === 'Identifier' ? scopesOf(tree).bindingOf(node) : undefined;
      const variable = binding && shared.get(binding);
      if (variable === undefined) return [];
      return [
        {
          node: chainOn(tree, node),
          subject: binding,
          fixes: () => [...keepData(tree, variable, message !== ''), ...moveToUse(tree, variable)],
        },
      ];
    });
  },
};

/** `shared.clone().text()` as a whole: the place may be any call of it. */
function chainOn(tree: SyntaxTree, typed: Node): Node {
  const node = withTypes(tree, typed);
  const parent = tree.parentOf(node);
  const isInside =
    (parent?.type === 'MemberExpression' && parent.object === node) ||
    (parent?.type === 'CallExpression' && parent.callee === node);
  return parent !== undefined && isInside ? chainOn(tree, parent) : node;
}

/** Of a response that is only read in one way, what it gives can be kept instead. */
function keepData(tree: SyntaxTree, variable: SharedVariable, isProven: boolean): Fix[] {
  const [assignment, ...others] = variable.assignments;
  if (assignment === undefined || others.length > 0) return [];
  const { right } = assignment;
  const isFetched =
    right.type === 'AwaitExpression' &&
    workerContextOf(tree).valueOf(right)?.kind === 'fetchedResponse';
  if (!isFetched) return [];
  const reads: Read[] = [];
  for (const { identifier, access } of variable.binding.references) {
    if (access !== 'read' || isTest(tree, identifier)) continue;
    const read = readOf(tree, identifier);
    if (read === undefined) return [];
    reads.push(read);
  }
  const [first] = reads;
  if (first === undefined || reads.some(({ method }) => method !== first.method)) return [];
  const type = retyped(tree, variable, first.method);
  if (type === undefined) return [];

  const edits = new EditBuilder();
  edits.insert(startOf(right), 'await (').insert(endOf(right), `).${first.method}()`);
  for (const { whole } of reads) {
    edits.replace(startOf(whole), endOf(whole), variable.binding.name);
  }
  for (const { start, end, text } of type) edits.replace(start, end, text);
  return [
    {
      rule: 'QF-07',
      title: t('Keep what `{0}` gives, not the response', `${first.method}()`),
      // JSON that is shared may be changed by whoever reads it.
      safety: isProven && first.method === 'text' ? 'safe' : 'review',
      edits: edits.build(),
    },
  ];
}

interface Read {
  readonly whole: AwaitExpression;
  readonly method: string;
}

const DATA: Readonly<Record<string, string>> = {
  text: 'string',
  json: 'unknown',
  arrayBuffer: 'ArrayBuffer',
};

/** `await shared.text()` or `await shared.clone().text()`. */
function readOf(tree: SyntaxTree, identifier: Node): Read | undefined {
  let object = identifier;
  for (;;) {
    object = withTypes(tree, object);
    const member = tree.parentOf(object);
    if (member?.type !== 'MemberExpression' || member.object !== object) return undefined;
    const call = tree.parentOf(member);
    if (call?.type !== 'CallExpression' || call.callee !== member) return undefined;
    const method = memberName(member) ?? '';
    const whole = tree.parentOf(call);
    if (method === 'clone') object = call;
    else if (whole?.type !== 'AwaitExpression' || !Object.hasOwn(DATA, method)) return undefined;
    else return { whole, method };
  }
}

/** `shared!` for `shared`: what is written around it for the types alone. */
function withTypes(tree: SyntaxTree, node: Node): Node {
  const parent = tree.parentOf(node);
  return parent?.type === 'TSNonNullExpression' || parent?.type === 'TSAsExpression'
    ? withTypes(tree, parent)
    : node;
}

/** Whether there is one yet: data answers that as well. */
function isTest(tree: SyntaxTree, identifier: Node): boolean {
  const parent = tree.parentOf(identifier);
  switch (parent?.type) {
    case 'UnaryExpression':
      return parent.operator === '!';
    case 'IfStatement':
      return parent.test === identifier;
    case 'BinaryExpression':
      return ['NullLiteral', 'Identifier'].includes(parent.right.type);
    default:
      return false;
  }
}

/** The edits of a written type: `Response | null` becomes `string | null`. */
function retyped(
  tree: SyntaxTree,
  { binding }: SharedVariable,
  method: string,
): readonly { start: number; end: number; text: string }[] | undefined {
  const annotation = binding.identifier.typeAnnotation;
  if (!annotation) return [];
  const written = tree.textOf(annotation);
  const at = written.search(/\bResponse\b/);
  if (at < 0) return undefined;
  const start = startOf(annotation) + at;
  return [{ start, end: start + 'Response'.length, text: DATA[method] ?? 'unknown' }];
}

function moveToUse(tree: SyntaxTree, variable: SharedVariable): Fix[] {
  const edits = moveIntoFunction(tree, variable);
  const title = t('Move `{0}` into the function that uses it', variable.binding.name);
  return edits ? [{ rule: 'QF-07', title, safety: 'review', edits }] : [];
}
