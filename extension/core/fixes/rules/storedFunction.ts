import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { appendTo } from '../edits/wrapText.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { isFunction } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { nativeHeld, type Stored, storedUnder } from '../worker/storedFunction.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-40: a function of the runtime is kept in a property, and called as a method of what keeps it. */
export const storedFunction: FixRule = {
  id: 'QF-40',
  codes: ['rt:illegal-invocation'],
  find({ tree, nodes, message }) {
    // Whether the call is ever made only the error tells.
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return [];
      const callee = withoutTypes(node.callee);
      if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression')
        return [];
      const name = memberName(callee);
      if (name === undefined || workerContextOf(tree).valueOf(callee)?.kind === 'method') return [];
      const [first, ...more] = storedUnder(tree, name);
      if (first === undefined) return [];
      return [{ node, subject: first.place, fixes: () => bindAll(tree, [first, ...more]) }];
    });
  },
};

function bindAll(tree: SyntaxTree, stored: readonly [Stored, ...Stored[]]): Fix[] {
  const edits = new EditBuilder();
  const held = stored.map((one) => bind(edits, tree, one));
  const [{ name, receiver }] = [stored[0].held];
  const title = t('Bind `{0}` to `{1}` where it is stored', name, receiver);
  const safety = held.every((isSure) => isSure) ? 'safe' : 'review';
  return [{ rule: 'QF-40', title, safety, edits: edits.build() }];
}

/** @returns true when what is bound is a function of the runtime for certain. */
function bind(edits: EditBuilder, tree: SyntaxTree, { place, value, held }: Stored): boolean {
  const bound = `.bind(${held.receiver})`;
  if (place.type === 'ObjectProperty' && place.shorthand) {
    edits.insert(endOf(place), `: ${held.name}${bound}`);
  } else if (place.type === 'TSParameterProperty' && value === undefined) {
    bindInConstructor(edits, tree, place, `${held.name}${bound}`);
  } else if (value !== undefined) {
    // Brackets of the source end behind the node.
    const isBracketed = value.extra?.parenthesized === true;
    if (isBracketed) edits.insert(tree.source.indexOf(')', endOf(value)) + 1, bound);
    else appendTo(edits, value, bound);
  }
  return value !== undefined && nativeHeld(tree, value)?.isCertain === true;
}

/** `constructor(private readonly fetcher: typeof fetch) {}` */
function bindInConstructor(
  edits: EditBuilder,
  tree: SyntaxTree,
  parameter: Node,
  bound: string,
): void {
  const maker = tree.parentOf(parameter);
  if (maker === undefined || !isFunction(maker) || maker.body.type !== 'BlockStatement') return;
  const statement = `this.${bound.split('.')[0] ?? ''} = ${bound}`;
  const first = maker.body.body.find((one) => !/^super\(/.test(tree.textOf(one)));
  if (first) insertBefore(edits, tree, first, statement);
  else
    edits.insert(
      endOf(maker.body) - 1,
      `${startOf(maker.body) + 2 === endOf(maker.body) ? ' ' : ''}${statement}; `,
    );
}
