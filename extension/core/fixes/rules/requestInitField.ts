import type { Node, ObjectProperty } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { removeStatement } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { removeProperties } from '../edits/members.ts';
import { shortText } from '../edits/wrapText.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { propertiesNamed } from '../worker/optionObject.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-41: an option of a request that Workers do not have, or a mode that they do not know. */
export const requestInitField: FixRule = {
  id: 'QF-41',
  codes: ['rt:field-not-implemented/cache'],
  find({ tree, nodes, message }) {
    const [, absent, known, mode] = FAILURE.exec(message) ?? [];
    const field = absent ?? known;
    if (field === undefined) return [];
    return nodes.flatMap((node): Finding[] => {
      const init = initOf(tree, node);
      if (init === undefined) return [];
      const own = propertiesNamed(tree, init, field).filter((one) => mayBe(one.value, mode));
      const places = own.length > 0 ? own : anyIn(tree, field, mode);
      const [first] = places;
      if (first === undefined) return [];
      return [{ node, subject: first, fixes: () => leaveOut(tree, places) }];
    });
  },
};

const FAILURE =
  /The '(\w{1,40})' field on 'RequestInitializerDict' is not implemented|Unsupported (cache) mode: ([\w-]{1,40})/;

/** The options of `fetch()`, of the `fetch()` of a binding, and of `new Request()`. */
function initOf(tree: SyntaxTree, node: Node): Node | undefined {
  const { scopes } = workerContextOf(tree);
  if (node.type === 'NewExpression') {
    return scopes.isGlobal(node.callee, 'Request') ? node.arguments[1] : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const callee = withoutTypes(node.callee);
  const isFetch =
    scopes.isGlobal(callee, 'fetch') ||
    (callee.type === 'MemberExpression' && memberName(callee) === 'fetch');
  return isFetch ? node.arguments[1] : undefined;
}

/** A value that is no text may be the mode that was refused. */
function mayBe(value: Node, mode: string | undefined): boolean {
  const written = withoutTypes(value);
  return mode === undefined || written.type !== 'StringLiteral' || written.value === mode;
}

const MODES = new Set([
  'default',
  'force-cache',
  'no-cache',
  'no-store',
  'only-if-cached',
  'reload',
]);

type Place = ObjectProperty | Assignment;
type Assignment = Extract<Node, { type: 'AssignmentExpression' }>;

/** Options that come from elsewhere in the file: the mode tells which object it is. */
function anyIn(tree: SyntaxTree, field: string, mode: string | undefined): Place[] {
  if (field !== 'cache') return [];
  const isMode = (value: Node) => {
    const written = withoutTypes(value);
    if (written.type !== 'StringLiteral') return false;
    return mode === undefined ? MODES.has(written.value) : written.value === mode;
  };
  return descendantsOf(tree.program).flatMap((node): Place[] => {
    if (node.type === 'ObjectProperty') {
      const isOption = tree.parentOf(node)?.type === 'ObjectExpression' && !node.computed;
      return isOption && tree.textOf(node.key) === field && isMode(node.value) ? [node] : [];
    }
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return [];
    const isAlone = tree.parentOf(node)?.type === 'ExpressionStatement';
    return isAlone && memberName(node.left) === field && isMode(node.right) ? [node] : [];
  });
}

function leaveOut(tree: SyntaxTree, places: readonly Place[]): Fix[] {
  const edits = new EditBuilder();
  const objects = new Set(places.flatMap((place) => tree.parentOf(place) ?? []));
  for (const outer of objects) {
    if (outer.type === 'ExpressionStatement') removeStatement(edits, tree, outer);
    if (outer.type !== 'ObjectExpression') continue;
    if ([...objects].some((one) => one !== outer && contains(outer, startOf(one)))) return [];
    removeProperties(edits, tree, outer, places);
  }
  const [first] = places;
  if (first === undefined) return [];
  const value = first.type === 'ObjectProperty' ? first.value : first.right;
  const isDefault = value.type === 'StringLiteral' && /^(default|force-cache)$/.test(value.value);
  const title = t('Leave out `{0}`', shortText(tree, first));
  // A mode that asks for no cache says what the author wants: it is to be looked at.
  return [{ rule: 'QF-41', title, safety: isDefault ? 'safe' : 'review', edits: edits.build() }];
}
