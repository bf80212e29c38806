import type { ObjectProperty } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { statusOf, writtenResponsesIn } from '../worker/responseInit.ts';
import { endOf, startOf } from '../syntax/syntaxTree.ts';

/** QF-10: the property `webSocket` of a handshake is misspelt, so that the status 101 stands alone. */
export const webSocketProperty: FixRule = {
  id: 'QF-10',
  codes: ['rt:response-status'],
  find({ tree, nodes }) {
    return writtenResponsesIn(tree, nodes).flatMap((response) => {
      const { node, properties } = response;
      if (statusOf(response) !== 101 || properties.has('webSocket')) return [];
      for (const [name, property] of properties) {
        if (/^web[-_]?socket$/i.test(name)) {
          return [{ node, subject: node, fixes: () => rename(name, property) }];
        }
      }
      return [];
    });
  },
};

function rename(name: string, { key, shorthand }: ObjectProperty): Fix[] {
  const edits = new EditBuilder();
  if (shorthand) edits.insert(startOf(key), 'webSocket: ');
  else edits.replace(startOf(key), endOf(key), 'webSocket');
  const title = t('Rename the property `{0}` to `webSocket`', name);
  return [{ rule: 'QF-10', title, safety: 'safe', edits: edits.build() }];
}
