import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { remoteResult } from '../configuration/remoteMethod.ts';
import { copyingCallsIn } from '../worker/copiedValue.ts';
import { fixAt, type FoundClass, remoteCallsIn } from '../worker/rpc.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import { shortText, surroundValue } from '../edits/wrapText.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-33: an object is stored or sent that cannot be copied, and whose text can. */
export const copiedObject: FixRule = {
  id: 'QF-33',
  codes: ['rt:not-serializable/url', 'rt:not-serializable/rpc-only'],
  find(search) {
    const { tree, nodes, message } = search;
    const kind = KINDS.find((one) => message.includes(one.message));
    if (kind === undefined) return [];
    return copyingCallsIn(tree, nodes).map(({ node, parts }) => ({
      node,
      subject: node,
      fixes: () => [
        ...writtenAsText({ tree, file: undefined }, parts, kind),
        ...remoteCallsIn(tree, [node]).flatMap((call) => {
          const result = remoteResult(search, call);
          return result === undefined ? [] : writtenAsText(result.found, result.parts, kind);
        }),
      ],
    }));
  },
};

interface Kind {
  readonly message: string;
  readonly isOne: (tree: SyntaxTree, part: Node) => boolean;
  /** What is read of the object instead. */
  readonly text: string;
  readonly isAsync?: boolean;
}

/** Measured: Headers, Blob and a Request or Response without a body are copied. */
const KINDS: readonly Kind[] = [
  {
    message: 'object of type "URL"',
    text: '.href',
    isOne: (tree, part) => isNew(tree, part, 'URL'),
  },
  {
    message: 'object of type "URLSearchParams"',
    text: '.toString()',
    isOne: (tree, part) => isNew(tree, part, 'URLSearchParams') || isSearch(tree, part),
  },
  {
    message: 'ReadableStream can only be serialized for RPC',
    text: '.text()',
    isAsync: true,
    isOne: hasBody,
  },
];

function isNew(tree: SyntaxTree, part: Node, type: string): boolean {
  const value = constantValue(tree, part);
  if (value.type !== 'NewExpression' || value.arguments.length === 0) return false;
  return workerContextOf(tree).scopes.isGlobal(value.callee, type);
}

function isSearch(tree: SyntaxTree, part: Node): boolean {
  const value = constantValue(tree, part);
  return value.type === 'MemberExpression' && memberName(value) === 'searchParams';
}

/** Named, so that its text can be asked for in its place. */
function hasBody(tree: SyntaxTree, part: Node): boolean {
  switch (workerContextOf(tree).valueOf(part)?.kind) {
    case 'incomingRequest':
    case 'request':
    case 'fetchedResponse':
    case 'response':
      return part.type === 'Identifier';
    default:
      return false;
  }
}

function writtenAsText(
  { tree, file }: Omit<FoundClass, 'node'>,
  parts: readonly Node[],
  { isOne, text, isAsync }: Kind,
): Fix[] {
  return parts.flatMap((part) => {
    if (!isOne(tree, part)) return [];
    if (isAsync === true && functionAround(tree, part)?.async !== true) return [];
    const edits = new EditBuilder();
    surroundValue(edits, tree, part, isAsync === true ? 'await ' : '', text);
    const title = t('Store or send `{0}` instead of the object', `${shortText(tree, part)}${text}`);
    return [fixAt({ file }, { rule: 'QF-33', title, safety: 'review' }, edits)];
  });
}
