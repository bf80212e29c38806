import { getNodeValue, type Node, type ParseError, parseTree } from 'jsonc-parser';
import { EditBuilder } from '../fixes/edits/editBuilder.ts';
import type { TextEdit } from '../fixes/fixRule.ts';
import {
  appendItem,
  type BracketList,
  indentationAt,
  JSON_COMMENTS,
  lineBreakOf,
  removeItem,
} from './bracketList.ts';
import {
  type ConfigDocument,
  type ConfigPath,
  type ConfigValue,
  isTable,
  type TextRange,
} from './configDocument.ts';

/** JSON with comments and trailing commas; undefined when it is not well-formed. */
export function openJson(text: string): ConfigDocument | undefined {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  return root?.type === 'object' && errors.length === 0 ? new JsonDocument(text, root) : undefined;
}

class JsonDocument implements ConfigDocument {
  readonly value: unknown;
  readonly #text: string;
  readonly #root: Node;
  readonly #step: string;

  constructor(text: string, root: Node) {
    this.#text = text;
    this.#root = root;
    this.value = getNodeValue(root);
    this.#step = /\n([^\S\r\n]+)\S/.exec(text)?.[1] ?? '  ';
  }

  rangeOf(path: ConfigPath): TextRange | undefined {
    const node = this.#find(path);
    return node && rangeOf(node);
  }

  set(path: ConfigPath, value: ConfigValue): readonly TextEdit[] | undefined {
    const { node, rest } = this.#reach(path);
    const [key, ...inner] = rest;
    const edits = new EditBuilder();
    if (key === undefined) {
      const indentation = indentationAt(this.#text, node.offset);
      const { start, end } = rangeOf(node);
      return edits.replace(start, end, this.#render(value, indentation)).build();
    }
    if (node.type !== 'object' || rest.some((part) => typeof part === 'number')) return undefined;
    const wrapped = inner.reduceRight<ConfigValue>((of, part) => ({ [part]: of }), value);
    appendItem(edits, this.#list(node), (indentation) => {
      const name = `${JSON.stringify(key)}: `;
      return name + this.#render(wrapped, indentation, name.length);
    });
    return edits.build();
  }

  append(path: ConfigPath, item: ConfigValue): readonly TextEdit[] | undefined {
    const node = this.#find(path);
    if (node === undefined) return this.set(path, [item]);
    if (node.type !== 'array') return undefined;
    const edits = new EditBuilder();
    const sibling = node.children?.at(-1);
    const isOpen = sibling !== undefined && this.#isOpen(sibling);
    appendItem(edits, this.#list(node), (indentation) =>
      this.#render(item, indentation, isOpen ? WIDTH : 0),
    );
    return edits.build();
  }

  remove(path: ConfigPath): readonly TextEdit[] | undefined {
    const node = this.#find(path);
    const item = node?.parent?.type === 'property' ? node.parent : node;
    const list = item?.parent;
    if (item === undefined || list === undefined) return undefined;
    const edits = new EditBuilder();
    removeItem(edits, this.#list(list), list.children?.indexOf(item) ?? -1);
    return edits.build();
  }

  #find(path: ConfigPath): Node | undefined {
    const { node, rest } = this.#reach(path);
    return rest.length === 0 ? node : undefined;
  }

  /** The innermost node on the path, and what of the path is left. */
  #reach(path: ConfigPath): { node: Node; rest: ConfigPath } {
    let node = this.#root;
    for (const [index, part] of path.entries()) {
      const child = childOf(node, part);
      if (child === undefined) return { node, rest: path.slice(index) };
      node = child;
    }
    return { node, rest: [] };
  }

  #list(node: Node): BracketList {
    return {
      text: this.#text,
      range: rangeOf(node),
      items: (node.children ?? []).map(rangeOf),
      comments: JSON_COMMENTS,
      step: this.#step,
    };
  }

  #isOpen({ offset, length }: Node): boolean {
    return this.#text.slice(offset, offset + length).includes('\n');
  }

  /** @param used units of the line that stand before the value. */
  #render(value: ConfigValue, indentation: string, used = 0): string {
    const line = inOneLine(value);
    if (typeof value !== 'object' || indentation.length + used + line.length <= WIDTH) return line;
    const inner = indentation + this.#step;
    const isArray = !isTable(value);
    const items = Object.entries(value).map(([key, item]) => {
      const name = isArray ? '' : `${JSON.stringify(key)}: `;
      return inner + name + this.#render(item, inner, name.length);
    });
    const lineBreak = lineBreakOf(this.#text);
    const [open, close] = isArray ? '[]' : '{}';
    return [open, items.join(`,${lineBreak}`), `${indentation}${close}`].join(lineBreak);
  }
}

const WIDTH = 80;

function inOneLine(value: ConfigValue): string {
  if (typeof value !== 'object') return JSON.stringify(value);
  if (!isTable(value)) return `[${value.map(inOneLine).join(', ')}]`;
  const items = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${inOneLine(item)}`,
  );
  return items.length === 0 ? '{}' : `{ ${items.join(', ')} }`;
}

function rangeOf({ offset, length }: Node): TextRange {
  return { start: offset, end: offset + length };
}

/** Of a key that stands twice the last counts, as for every parser. */
function childOf(node: Node, part: string | number): Node | undefined {
  if (node.type === 'array') return typeof part === 'number' ? node.children?.[part] : undefined;
  const property = node.children?.findLast(({ children }) => children?.[0]?.value === part);
  return node.type === 'object' ? property?.children?.[1] : undefined;
}
