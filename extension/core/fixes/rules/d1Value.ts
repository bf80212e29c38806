import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { appendTo, shortText, surround } from '../edits/wrapText.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { endOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { isBigInt, isData, isDate, isPlainValue } from '../worker/valueKind.ts';

/** QF-42: a date, an object or a large integer is bound to a statement of D1, which takes none of them. */
export const d1Value: FixRule = {
  id: 'QF-42',
  codes: ['rt:d1-type/date', 'rt:d1-type/object', 'rt:d1-type/bigint'],
  find({ tree, nodes, message }) {
    const [, type, value] = FAILURE.exec(message) ?? [];
    const kind = type === undefined ? undefined : kindOf(type, value ?? '');
    if (kind === undefined) return [];
    return nodes.flatMap((node): Finding[] =>
      node.type === 'CallExpression' && isBind(node)
        ? [{ node, subject: node, fixes: () => bindOther(tree, node, kind) }]
        : [],
    );
  },
};

const FAILURE = /Type '(\w{1,20})' not supported for value '([^]{0,200})/;

/** What has to be done with one value. */
interface Kind {
  /** Its text says that it is one. */
  is(tree: SyntaxTree, value: Node): boolean;
  convert(edits: EditBuilder, tree: SyntaxTree, value: Node): void;
  /** Of a value that may be another one. */
  test?(name: string): string;
  /** Behind its name. */
  readonly call?: string;
  /** Stands where a value is converted already. */
  readonly mark: string;
  one(name: string): string;
  all(): string;
}

const DATE: Kind = {
  is: isDate,
  convert: (edits, tree, value) => toIsoString(edits, tree, value),
  test: (name) => `${name} instanceof Date`,
  call: '.toISOString()',
  mark: '.toISOString()',
  one: (name) => t('Bind the date `{0}` as text', name),
  all: () => t('Bind each date as text'),
};

const OBJECT: Kind = {
  is: isData,
  convert: (edits, _, value) => surround(edits, value, 'JSON.stringify(', ')'),
  mark: 'JSON.stringify(',
  one: (name) => t('Bind `{0}` as JSON', name),
  all: () => t('Bind each object as JSON'),
};

const BIG: Kind = {
  is: isBigInt,
  convert: (edits, _, value) => appendTo(edits, value, '.toString()'),
  test: (name) => `typeof ${name} === 'bigint'`,
  call: '.toString()',
  mark: '.toString()',
  one: (name) => t('Bind `{0}` as text', name),
  all: () => t('Bind each large integer as text'),
};

/** The text of a date begins with its day; the text of other objects is no proof of what they are. */
function kindOf(type: string, value: string): Kind | undefined {
  if (type === 'bigint') return BIG;
  if (type !== 'object' || /^\[object (Promise|Map|Set|ReadableStream)\]/.test(value))
    return undefined;
  return /^([A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d{4} |Invalid Date)/.test(value) ? DATE : OBJECT;
}

/** `bind(this, …)` is that of a function. */
function isBind({ callee, arguments: [first] }: CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'bind') return false;
  return first !== undefined && first.type !== 'ThisExpression';
}

function bindOther(tree: SyntaxTree, call: CallExpression, kind: Kind): Fix[] {
  const values = call.arguments.flatMap((one) => valuesOf(tree, one));
  const certain = values.filter((value) => kind.is(tree, value));
  const edits = new EditBuilder();
  if (certain.length > 0) {
    for (const value of certain) kind.convert(edits, tree, value);
    return fix(tree, kind, certain, edits, true);
  }
  // Who converts one value knows of the others.
  if (values.some((value) => tree.textOf(value).includes(kind.mark))) return [];
  const possible = values.filter((value) => !isPlainValue(tree, value));
  if (!possible.every((value) => convertIf(edits, tree, kind, value, possible.length))) return [];
  return fix(tree, kind, possible, edits, false);
}

function fix(
  tree: SyntaxTree,
  kind: Kind,
  [first, ...more]: readonly Node[],
  edits: EditBuilder,
  isCertain: boolean,
): Fix[] {
  if (first === undefined) return [];
  const isOne = more.length === 0 && first.type !== 'SpreadElement';
  const title = isOne ? kind.one(shortText(tree, first)) : kind.all();
  // How dates and objects are stored is for the author to say.
  const safety = isCertain && kind === DATE ? 'safe' : 'review';
  return [{ rule: 'QF-42', title, safety, edits: edits.build() }];
}

/** `...values` of a constant list is its elements. */
function valuesOf(tree: SyntaxTree, argument: Node): Node[] {
  if (argument.type !== 'SpreadElement') return [argument];
  const list = constantValue(tree, argument.argument);
  if (list.type !== 'ArrayExpression') return [argument];
  return list.elements.flatMap((one) => (one === null ? [] : valuesOf(tree, one)));
}

/** Of a value that nothing tells of; false when it cannot be asked twice. */
function convertIf(
  edits: EditBuilder,
  tree: SyntaxTree,
  kind: Kind,
  value: Node,
  count: number,
): boolean {
  if (value.type === 'SpreadElement') {
    if (kind.test === undefined) return false;
    const each = `${kind.test('value')} ? value${kind.call ?? ''} : value`;
    appendTo(edits, value.argument, `.map((value) => (${each}))`);
    return true;
  }
  if (count === 1) {
    kind.convert(edits, tree, value);
    return true;
  }
  if (kind.test === undefined || !isPlainReference(withoutTypes(value))) return false;
  const name = tree.textOf(value);
  surround(edits, value, `${kind.test(name)} ? ${name}${kind.call ?? ''} : `, '');
  return true;
}

function toIsoString(edits: EditBuilder, tree: SyntaxTree, value: Node): void {
  const isMade = value.type === 'NewExpression' && tree.textOf(value).endsWith(')');
  if (isMade) edits.insert(endOf(value), '.toISOString()');
  else appendTo(edits, value, '.toISOString()');
}
