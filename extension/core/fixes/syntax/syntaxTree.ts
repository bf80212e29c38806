import { parse, type ParserPlugin } from '@babel/parser';
import type { Node, Program } from '@babel/types';
import { childKeys } from './childKeys.ts';

/** Measured: a walk that writes parents into the nodes takes as long as one that does not, a map doubles it. */
const PARENT = Symbol('parent');

/** As every walk leaves the nodes that it has met. */
interface Placed {
  [PARENT]?: Node;
}

function placed(node: Node): Placed {
  return node as Placed; // the symbol is known here only
}

/** A parsed source. Offsets count UTF-16 units from 0, as the editor's documents do. */
export class SyntaxTree {
  readonly source: string;
  readonly program: Program;
  /** Types can be written in it. */
  readonly isTypeScript: boolean;

  constructor(source: string, program: Program, isTypeScript = false) {
    this.source = source;
    this.program = program;
    this.isTypeScript = isTypeScript;
  }

  /** The innermost node around the offset; the program when nothing narrower contains it. */
  nodeAt(offset: number): Node {
    let found: Node = this.program;
    for (;;) {
      const inner: Node | undefined = childrenOf(found).find((child) => contains(child, offset));
      if (inner === undefined) return found;
      found = inner;
    }
  }

  parentOf(node: Node): Node | undefined {
    const known = placed(node)[PARENT];
    if (known !== undefined || node === this.program) return known;
    // Measured: a walk over a whole file costs half of parsing it; rules ask about a function or two.
    const statement = this.program.body.find((outer) => contains(outer, startOf(node)));
    if (statement === undefined || statement === node) descendantsOf(this.program);
    else {
      placed(statement)[PARENT] = this.program;
      descendantsOf(statement);
    }
    return placed(node)[PARENT];
  }

  /** From the parent outwards to the program. */
  ancestorsOf(node: Node): Node[] {
    const ancestors: Node[] = [];
    let parent = this.parentOf(node);
    while (parent !== undefined) {
      ancestors.push(parent);
      parent = this.parentOf(parent);
    }
    return ancestors;
  }

  textOf(node: Node): string {
    return this.source.slice(startOf(node), endOf(node));
  }
}

/** Keeps the trees of the sources asked for last: a light bulb asks again at each move of the cursor. */
export class SyntaxTrees {
  readonly #limit: number;
  readonly #trees = new Map<string, { source: string; tree: SyntaxTree | undefined }>();

  constructor(limit = 8) {
    this.#limit = limit;
  }

  /** Undefined when the text cannot be parsed: see `parseSource`. */
  get(source: string, fileName: string): SyntaxTree | undefined {
    const known = this.#trees.get(fileName);
    this.#trees.delete(fileName);
    const entry =
      known?.source === source ? known : { source, tree: parseSource(source, fileName) };
    this.#trees.set(fileName, entry);
    for (const oldest of this.#trees.keys()) {
      if (this.#trees.size <= this.#limit) break;
      this.#trees.delete(oldest);
    }
    return entry.tree;
  }
}

/** A light bulb asks again at each move of the cursor: a text is parsed once. */
export const recentTrees = new SyntaxTrees();

/** Ten times the largest hand-written Worker seen; a bundle is never edited. */
const MAX_SOURCE_LENGTH = 2_000_000;

/**
 * Errors after which the tree is not as its types say (measured): null for an argument of `f(, a)`, a method
 * in the pattern `({ a() {} }) => b`.
 */
const UNTYPED = new Set(['PatternHasAccessor', 'PatternHasMethod', 'UnexpectedToken']);

/**
 * Parses TypeScript or JavaScript by the file's extension, with or without JSX. Undefined for another
 * extension, for a text over 2,000,000 units, and for one the parser cannot make sense of. Errors it can
 * step over (a name declared twice, say) leave the tree usable.
 */
export function parseSource(source: string, fileName: string): SyntaxTree | undefined {
  const plugins = pluginsFor(fileName);
  if (plugins === undefined || source.length > MAX_SOURCE_LENGTH) return undefined;
  try {
    const { program, errors } = parse(source, {
      sourceType: 'module',
      errorRecovery: true,
      attachComment: false,
      allowReturnOutsideFunction: true,
      allowUndeclaredExports: true,
      plugins,
    });
    if (errors?.some(({ reasonCode }) => UNTYPED.has(reasonCode))) return undefined;
    return new SyntaxTree(source, program, plugins.includes('typescript'));
  } catch {
    // The text is being typed, or is no program: there is nothing to edit.
    return undefined;
  }
}

function pluginsFor(fileName: string): ParserPlugin[] | undefined {
  const extension = /\.([cm]?[jt]s|[jt]sx)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (extension === undefined) return undefined;
  // 'decorators-legacy' alone also reads decorators on parameters, which TypeScript allows.
  const common: ParserPlugin[] = [
    'decorators-legacy',
    'decoratorAutoAccessors',
    'explicitResourceManagement',
  ];
  if (extension === 'tsx') return ['typescript', 'jsx', ...common];
  return [extension.includes('t') ? 'typescript' : 'jsx', ...common];
}

/** First unit of the node. A parsed node always has a range; the type allows hand-made ones. */
export function startOf(node: Node): number {
  return node.start ?? 0;
}

/** One past the last unit of the node. */
export function endOf(node: Node): number {
  return node.end ?? 0;
}

/** As `startOf`, with the brackets around an expression. */
export function startWithBrackets(node: Node): number {
  const bracket = node.extra?.parenStart;
  return typeof bracket === 'number' ? bracket : startOf(node);
}

export function contains(node: Node, offset: number): boolean {
  return startOf(node) <= offset && offset < endOf(node);
}

const NONE: readonly Node[] = [];

/** The direct children in the order of the text. */
export function childrenOf(node: Node): readonly Node[] {
  const keys = childKeys.get(node.type);
  if (keys === undefined) return NONE;
  const children: Node[] = [];
  for (const key of keys) {
    // The table says that a node, a list of nodes with gaps, or nothing is there.
    const value = node[key as keyof Node] as unknown as Child;
    if (Array.isArray(value)) {
      for (const item of value) if (item) children.push(item);
    } else if (value) children.push(value);
  }
  // Template literals, decorators and annotated patterns keep their parts out of order.
  let last = -1;
  for (const child of children) {
    if (startOf(child) < last) return children.sort((a, b) => startOf(a) - startOf(b));
    last = startOf(child);
  }
  return children;
}

type Child = Node | (Node | null | undefined)[] | null | undefined;

/** Rules walk over whole files, each of them, at every question. */
const programs = new WeakMap<Node, readonly Node[]>();

/** The node and all below it, in the order of the text; `enter` false leaves out what is below a node. */
export function descendantsOf(node: Node, enter?: (node: Node) => boolean): readonly Node[] {
  const isWhole = node.type === 'Program' && enter === undefined;
  const known = isWhole ? programs.get(node) : undefined;
  if (known !== undefined) return known;
  const found: Node[] = [node];
  const addBelow = (parent: Node): void => {
    for (const child of childrenOf(parent)) {
      placed(child)[PARENT] = parent;
      found.push(child);
      if (enter === undefined || enter(child)) addBelow(child);
    }
  };
  addBelow(node);
  if (isWhole) programs.set(node, found);
  return found;
}
