import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf, isWebSocket } from '../webSockets/webSocketCall.ts';

const METHODS = {
  serializeState: 'serializeAttachment',
  deserializeState: 'deserializeAttachment',
} as const;

/** QF-03: methods that WebSockets have never had, for the attachment of one that can hibernate. */
export const attachmentMethod: FixRule = {
  id: 'QF-03',
  codes: ['rt:serialize-state'],
  find({ tree, nodes, message }) {
    return wrongIn(tree, nodes, message).map(({ call }) => ({
      node: call,
      subject: 'attachment',
      fixes: () => rename(wrongIn(tree, descendantsOf(tree.program), message)),
    }));
  },
};

interface WrongName {
  readonly call: Node;
  /** Where the method is named. */
  readonly name: Node;
  readonly right: string;
}

function wrongIn(tree: SyntaxTree, nodes: readonly Node[], message: string): WrongName[] {
  return Object.entries(METHODS).flatMap(([wrong, right]) => {
    const isProven = message.includes(`.${wrong} is not a function`);
    return callsOf(nodes, wrong).flatMap(({ call, socket }) => {
      const { callee } = call;
      if (!('computed' in callee) || callee.computed) return [];
      return isProven || isWebSocket(tree, socket) ? [{ call, name: callee.property, right }] : [];
    });
  });
}

/** What one of the pair writes the other reads: they are renamed together, in all of the file. */
function rename(wrong: readonly WrongName[]): Fix[] {
  const edits = new EditBuilder();
  for (const { name, right } of wrong) edits.replace(startOf(name), endOf(name), right);
  const [first, second] = new Set(wrong.map(({ right }) => right));
  if (first === undefined) return [];
  const title =
    second === undefined ? t('Call `{0}`', first) : t('Call `{0}` and `{1}`', first, second);
  return [{ rule: 'QF-03', title, safety: 'safe', edits: edits.build() }];
}
