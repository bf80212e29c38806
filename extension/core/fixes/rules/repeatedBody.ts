import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { propertiesNamed } from '../worker/optionObject.ts';
import { type SentAgain, sentAgainAt } from '../worker/sentAgain.ts';

/** QF-46: a loop, or what calls a function again, takes a body that its first run has used up. */
export const repeatedBody: FixRule = {
  id: 'QF-46',
  codes: [
    'rt:body-used',
    'rt:request-body-used',
    'rt:stream-disturbed',
    'rt:stream-disturbed/locked',
  ],
  find({ tree, nodes, message }) {
    // A function may well be called once: only the error proves that it is called again.
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      const again = sentAgainAt(tree, node);
      if (again === undefined || !isPlainReference(withoutTypes(again.owner))) return [];
      return [{ node, subject: tree.textOf(again.owner), fixes: () => fixesOf(tree, again) }];
    });
  },
};

function fixesOf(tree: SyntaxTree, again: SentAgain): Fix[] {
  const once = again.use === 'whole' ? [] : readOnce(tree, again);
  return [...once, ...(again.use === 'read' ? [] : copyEachTime(tree, again))];
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  json: ['data', 'payload', 'parsed'],
  text: ['text', 'bodyText', 'rawBody'],
  formData: ['form', 'formData'],
};
const BYTES = ['body', 'bytes', 'bodyBytes'];

/** The body is read before what repeats, and sent from memory each time. */
function readOnce(tree: SyntaxTree, again: SentAgain): Fix[] {
  const { repeated, owner, taken, use } = again;
  const around = repeated && tree.parentOf(repeated);
  const outer = around && functionAround(tree, around);
  const anchor = repeated && listedStatement(tree, repeated);
  if (outer?.async !== true || anchor === undefined) return [];
  if (functionAround(tree, anchor) !== outer) return [];
  const call = taken.type === 'CallExpression' ? taken : undefined;
  const method = call?.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
  const name = scopesOf(tree).freeName(NAMES[method ?? ''] ?? BYTES, outer);
  if (name === undefined) return [];
  const object = tree.textOf(owner);
  const edits = new EditBuilder();
  if (use === 'read') {
    const awaited = tree.parentOf(taken);
    if (awaited?.type !== 'AwaitExpression') return [];
    insertBefore(edits, tree, anchor, `const ${name} = ${tree.textOf(awaited)}`);
    edits.replace(startOf(awaited), endOf(awaited), name);
  } else {
    const bytes = `await ${object}.arrayBuffer()`;
    // A GET has no body, and must not get an empty one.
    const value = alwaysHasBody(tree, again) ? bytes : `${object}.body && (${bytes})`;
    insertBefore(edits, tree, anchor, `const ${name} = ${value}`);
    const property = tree.parentOf(taken);
    const isSame = property?.type === 'ObjectProperty' && keyOf(property) === name;
    const replaced = isSame ? property : taken;
    if (startOf(replaced) < startOf(anchor)) return [];
    edits.replace(startOf(replaced), endOf(replaced), name);
  }
  const title = t('Read the body of `{0}` once, before it is needed again', object);
  return [{ rule: 'QF-46', title, safety: 'review', edits: edits.build() }];
}

/** The method that stands beside the body is one with a body. */
function alwaysHasBody(tree: SyntaxTree, { node }: SentAgain): boolean {
  const methods = node.arguments.flatMap((one) => propertiesNamed(tree, one, 'method'));
  return (
    methods.length > 0 &&
    methods.every(
      ({ value }) => value.type === 'StringLiteral' && /^(post|put|patch)$/i.test(value.value),
    )
  );
}

function copyEachTime(tree: SyntaxTree, { owner, taken, use }: SentAgain): Fix[] {
  const value = withoutTypes(taken);
  const place: Node = use === 'stream' && value.type === 'MemberExpression' ? value.object : taken;
  const name = tree.textOf(owner);
  const edits = new EditBuilder().insert(endOf(place), '.clone()').build();
  const title = t('Send a copy of `{0}` each time', name);
  return [{ rule: 'QF-46', title, safety: 'review', edits }];
}
