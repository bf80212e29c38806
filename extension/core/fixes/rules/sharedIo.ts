import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { keepDataOf } from '../edits/keepData.ts';
import { moveIntoFunction } from '../edits/moduleConstant.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { thisOwner } from '../syntax/functions.ts';
import { usesOfResult } from '../syntax/laterPlaces.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { entrypointClass } from '../worker/entrypoints.ts';
import type { ModuleState } from '../worker/moduleState.ts';
import { isAnsweredAgain } from '../worker/answeredAgain.ts';
import { sharedStateOf } from '../worker/sharedState.ts';
import { memberNamed } from '../worker/classChain.ts';

/** QF-07: an object of one request is kept in module scope and used for another. */
export const sharedIo: FixRule = {
  id: 'QF-07',
  codes: [
    'rt:other-request-io',
    'rt:other-object-io',
    'rt:other-request-promise',
    // Measured: so fails a response that is returned a second time.
    'rt:body-used',
  ],
  find({ tree, nodes, message }) {
    const shared = sharedStateOf(tree);
    if (shared.size === 0) return [];
    return nodes.flatMap((node): Finding[] => {
      const state = shared.get(node);
      if (state === undefined) return [];
      const fixes = () => [
        ...keepData(tree, state, message !== ''),
        ...moveToUse(tree, state),
        ...moveToObject(tree, state),
      ];
      const failsAt = usesOfResult(tree, node);
      const finding = { node: chainOn(tree, node), failsAt, subject: state, fixes };
      if (message !== '' || !isAnsweredAgain(tree, state)) return [finding];
      return [
        { ...finding, hint: t('The second request fails: a response is for one request alone.') },
      ];
    });
  },
};

/** `shared.clone().text()` as a whole: the place may be any call of it. */
function chainOn(tree: SyntaxTree, node: Node): Node {
  const parent = tree.parentOf(node);
  const isInside =
    parent?.type === 'TSNonNullExpression' ||
    parent?.type === 'TSAsExpression' ||
    (parent?.type === 'MemberExpression' && parent.object === node) ||
    (parent?.type === 'CallExpression' && parent.callee === node);
  return isInside ? chainOn(tree, parent) : node;
}

/** Of responses that are only read in one way, what it gives can be kept instead. */
function keepData(tree: SyntaxTree, state: ModuleState, isProven: boolean): Fix[] {
  const kept = keepDataOf(tree, state);
  if (kept === undefined) return [];
  const { method, edits, isPlain } = kept;
  // JSON that is shared may be changed by whoever reads it.
  const isSafe = isProven && isPlain && method === 'text';
  const title = t('Keep what `{0}` gives, not the response', `${method}()`);
  return [{ rule: 'QF-07', title, safety: isSafe ? 'safe' : 'review', edits }];
}

function moveToUse(tree: SyntaxTree, { name, init, variable }: ModuleState): Fix[] {
  const edits = variable && moveIntoFunction(tree, { ...variable, init });
  const title = t('Move `{0}` into the function that uses it', name);
  return edits ? [{ rule: 'QF-07', title, safety: 'review', edits }] : [];
}

/** Each Durable Object may use what it has made itself, in any of its requests. */
function moveToObject(tree: SyntaxTree, { field, uses }: ModuleState): Fix[] {
  if (field === undefined) return [];
  const { member, owner, key } = field;
  const isOwn = uses.every((use) => {
    const method = use.type === 'MemberExpression' ? thisOwner(tree, use) : undefined;
    const isStatic = method && 'static' in method && method.static === true;
    return method && tree.parentOf(method) === owner.body && isStatic !== true;
  });
  const isEntrypoint = entrypointClass(tree, owner.body) !== undefined;
  if (!isOwn || !isEntrypoint || memberNamed(tree, owner.body, key) !== undefined) return [];
  const edits = new EditBuilder();
  const [written] = /\bstatic\s+/.exec(tree.textOf(member)) ?? [];
  if (written === undefined) return [];
  const start = startOf(member) + tree.textOf(member).indexOf(written);
  edits.remove(start, start + written.length);
  for (const use of uses) {
    if (use.type !== 'MemberExpression') continue;
    edits.replace(startOf(use.object), endOf(use.object), 'this');
  }
  const title = t('Make `{0}` a field of each object, not of the class', key);
  return [{ rule: 'QF-07', title, safety: 'review', edits: edits.build() }];
}
