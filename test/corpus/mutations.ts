import type { Node } from '@babel/types';
import { statementsOf } from '../../extension/core/fixes/syntax/functions.ts';
import {
  descendantsOf,
  endOf,
  parseSource,
  startOf,
} from '../../extension/core/fixes/syntax/syntaxTree.ts';

/** Changes a source as people, editors and half-finished typing do; what comes out need not be a program. */
type Mutation = (source: string, nodes: readonly Node[], choice: number, donor: string) => string;

const NOTES = ['/* ; } .?( 😀 */', '/**\n * why\n */ ', '// }\n', '  ', '\n\n\t', ' \r\n '];
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$]*/gu;
const NAMES = ['$', '_', '名前', 'server', 'response', 'ctx', 'async'];

export const mutations = {
  deleteStatement: (source, nodes, choice) => {
    const one = pick(statementsIn(nodes), choice);
    return one ? spliced(source, one.node, '') : source;
  },
  repeatStatement: (source, nodes, choice) => {
    const one = pick(statementsIn(nodes), choice);
    return one ? spliced(source, one.node, `${textOf(source, one.node)}\n`.repeat(2)) : source;
  },
  /** The same mistakes twice in a block. */
  repeatBlock: (source, nodes, choice) => {
    const block = pick(
      nodes.filter((node) => node.type === 'BlockStatement'),
      choice,
    );
    const declared = (block?.body ?? []).flatMap((statement) =>
      statement.type === 'VariableDeclaration' ? statement.declarations : [],
    );
    const names = declared.flatMap(({ id }) => (id.type === 'Identifier' ? id.name : []));
    if (block === undefined || names.length < declared.length) return source;
    const text = textOf(source, block).slice(1, -1);
    const again = text.replace(WORD, (name) => (names.includes(name) ? `${name}2` : name));
    return spliced(source, block, `{${again}${text}}`);
  },
  swapStatements: (source, nodes, choice) => {
    const one = pick(statementsIn(nodes), choice);
    return one?.next ? swapped(source, one.node, one.next) : source;
  },
  wrapStatement: (source, nodes, choice) => {
    const one = pick(statementsIn(nodes), choice);
    return one ? spliced(source, one.node, `if (x) ${textOf(source, one.node)} else y()`) : source;
  },
  graft: (source, nodes, choice, donor) => {
    const one = pick(statementsIn(nodes), choice);
    return one ? spliced(source, one.node, `${donor}\n${textOf(source, one.node)}`) : source;
  },
  replaceExpression: (source, nodes, choice) => {
    const expressions = expressionsIn(nodes);
    const [one, other] = [pick(expressions, choice), pick(expressions, choice >>> 11)];
    return one && other ? spliced(source, one, textOf(source, other)) : source;
  },
  parentheses: (source, nodes, choice) => {
    const one = pick(expressionsIn(nodes), choice);
    return one ? spliced(source, one, `(${textOf(source, one)})`) : source;
  },
  rename: (source, nodes, choice) => {
    const names = nodes.flatMap((node) => (node.type === 'Identifier' ? node.name : []));
    const from = pick(names, choice);
    const to = pick([...NAMES, ...names], choice >>> 11);
    if (from === undefined || to === undefined) return source;
    return source.replace(WORD, (name) => (name === from ? to : name));
  },
  note: (source, nodes, choice) => {
    const node = pick(nodes, choice);
    const note = pick(NOTES, choice >>> 11) ?? '';
    return node ? source.slice(0, startOf(node)) + note + source.slice(startOf(node)) : source;
  },
  quotes: (source, nodes, choice) => {
    const quote = pick(['"', "'", '`'], choice) ?? '';
    let result = source;
    for (const node of nodes.toReversed()) {
      if (node.type !== 'StringLiteral' || /["'`\\]/.test(node.value)) continue;
      result = spliced(result, node, quote + node.value + quote);
    }
    return result;
  },
  semicolons: (source) => source.replace(/;$/gm, ''),
  crlf: (source) => source.replace(/\r?\n/g, '\r\n'),
  tabs: (source) => source.replace(/^(?: {2})+/gm, (spaces) => '\t'.repeat(spaces.length / 2)),
  oneLine: (source) => source.replace(/\/\/.*/g, '').replace(/\s*\n\s*/g, ' '),
  byteOrderMark: (source) => `\uFEFF${source}`,
  cutOff: (source, _nodes, choice) => source.slice(0, choice % (source.length + 1)),
  cutOut: (source, _nodes, choice) => {
    const at = choice % (source.length + 1);
    return source.slice(0, at) + source.slice(at + ((choice >>> 11) % 12));
  },
} satisfies Record<string, Mutation>;

export interface Change {
  readonly kind: keyof typeof mutations;
  readonly choice: number;
}

/**
 * The source after the changes, one after the other; what cannot be parsed stays as it is.
 *
 * @param donor a statement of another source.
 */
export function mutated(
  source: string,
  fileName: string,
  changes: readonly Change[],
  donor: string,
): string {
  let text = source;
  for (const { kind, choice } of changes) {
    const tree = parseSource(text, fileName);
    if (tree === undefined) break;
    text = mutations[kind](text, [...descendantsOf(tree.program)].slice(1), choice, donor);
  }
  return text;
}

/** The text of each statement of the source that is no more than a few lines. */
export function statementsOfText(source: string, fileName: string): string[] {
  const tree = parseSource(source, fileName);
  const nodes = tree ? [...descendantsOf(tree.program)].slice(1) : [];
  const texts = statementsIn(nodes).map(({ node }) => textOf(source, node));
  return texts.filter((text) => text.length < 300);
}

interface Listed {
  readonly node: Node;
  readonly next: Node | undefined;
}

function statementsIn(nodes: readonly Node[]): Listed[] {
  return nodes.flatMap((owner) =>
    (statementsOf(owner) ?? []).map((node, index, all) => ({ node, next: all[index + 1] })),
  );
}

function expressionsIn(nodes: readonly Node[]): Node[] {
  return nodes.filter(({ type }) => /Expression$|^Identifier$|Literal$/.test(type));
}

function pick<T>(list: readonly T[], choice: number): T | undefined {
  return list[choice % list.length];
}

function textOf(source: string, node: Node): string {
  return source.slice(startOf(node), endOf(node));
}

function spliced(source: string, node: Node, text: string): string {
  return source.slice(0, startOf(node)) + text + source.slice(endOf(node));
}

function swapped(source: string, first: Node, second: Node): string {
  const between = source.slice(endOf(first), startOf(second));
  const text = textOf(source, second) + between + textOf(source, first);
  return source.slice(0, startOf(first)) + text + source.slice(endOf(second));
}
