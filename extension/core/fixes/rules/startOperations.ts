import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import type { Finding, Fix, FixRule, Safety } from '../fixRule.ts';
import {
  makeEachTime,
  makeOnFirstUse,
  type ModuleConstant,
  moduleConstantAround,
  moveIntoFunction,
} from '../edits/moduleConstant.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import { newForEach } from '../worker/sharedMessage.ts';
import { type Gives, startOperation } from '../worker/startOperation.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-24: input, output, a timer or a random value while the module loads. */
export const startOperations: FixRule = {
  id: 'QF-24',
  codes: ['rt:global-scope', 'api:10021/global-scope'],
  find({ tree, nodes, message }) {
    // A source that never failed may be no module of a Worker: browsers allow all of this.
    const isWorker = message !== '' || entrypointsOf(tree).handlers.has('fetch');
    if (!isWorker) return [];
    return nodes.flatMap((node): Finding[] => {
      const gives = startOperation(tree, node);
      if (gives === undefined) return [];
      const finding = { node, subject: node, fixes: () => makeLater(tree, node, gives) };
      if (message !== '') return [finding];
      return gives === 'message' ? [{ ...finding, hint: shared() }] : [];
    });
  },
};

/** Measured: with a body it can neither be made there nor be used by two requests. */
function shared(): string {
  return t('This is made while the module loads, which fails: make it for each request.');
}

function makeLater(tree: SyntaxTree, node: Node, gives: Gives): Fix[] {
  const constant = moduleConstantAround(tree, node);
  if (constant === undefined) return [];
  const { name } = constant.id;
  const isWhole = withoutTypes(constant.init) === node;
  const safety: Safety = isWhole ? 'safe' : 'review';
  switch (gives) {
    case 'value': {
      const made = makeOnFirstUse(tree, constant);
      const title = t('Make `{0}` on first use', name);
      return made ? [{ rule: 'QF-24', title, safety, edits: made.edits }] : [];
    }
    case 'message': {
      const uses = newForEach(tree, constant.binding);
      if (uses === 'other') return moveIt(tree, constant);
      const edits = isWhole ? makeEachTime(tree, constant) : undefined;
      const title = t('Create a new `{0}` for each use', name);
      const sure = uses === 'same' ? safety : 'review';
      return edits ? [{ rule: 'QF-24', title, safety: sure, edits }] : [];
    }
    case 'object':
      return moveIt(tree, constant);
  }
}

function moveIt(tree: SyntaxTree, constant: ModuleConstant): Fix[] {
  const edits = moveIntoFunction(tree, constant);
  const title = t('Move `{0}` into the function that uses it', constant.id.name);
  return edits ? [{ rule: 'QF-24', title, safety: 'review', edits }] : [];
}
