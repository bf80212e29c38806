import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { statusOf, type WrittenResponse, writtenResponsesIn } from '../worker/responseInit.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-10: a WebSocket is returned without the status 101. */
export const webSocketStatus: FixRule = {
  id: 'QF-10',
  codes: ['rt:websocket-status'],
  find({ tree, nodes }) {
    return writtenResponsesIn(tree, nodes)
      .filter((response) => hasSocket(response) && ![undefined, 101].includes(statusOf(response)))
      .map((response) => ({
        node: response.node,
        subject: response.node,
        fixes: () => switchProtocols(tree, response),
      }));
  },
};

function hasSocket({ properties }: WrittenResponse): boolean {
  const socket = properties.get('webSocket');
  return socket !== undefined && socket.value.type !== 'NullLiteral';
}

function switchProtocols(tree: SyntaxTree, { properties }: WrittenResponse): Fix[] {
  const socket = properties.get('webSocket');
  const status = properties.get('status');
  if (socket === undefined) return [];
  const edits = new EditBuilder();
  if (status) edits.replace(startOf(status.value), endOf(status.value), '101');
  else edits.insert(startOf(socket), 'status: 101, ');
  // The socket of an upstream response is null unless the upstream agreed to the upgrade.
  const isSocket = workerContextOf(tree).valueOf(socket.value)?.kind === 'webSocketEnd';
  const safety = isSocket ? 'safe' : 'review';
  return [{ rule: 'QF-10', title: t('Set `status: 101`'), safety, edits: edits.build() }];
}
