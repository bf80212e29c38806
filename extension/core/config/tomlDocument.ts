import { parse } from 'smol-toml';
import { EditBuilder } from '../fixes/edits/editBuilder.ts';
import type { TextEdit } from '../fixes/fixRule.ts';
import {
  appendItem,
  type BracketList,
  indentationAt,
  lineBreakOf,
  lineStart,
  removeItem,
  TOML_COMMENTS,
} from './bracketList.ts';
import {
  type ConfigDocument,
  type ConfigPath,
  type ConfigTable,
  type ConfigValue,
  isTable,
  type TextRange,
} from './configDocument.ts';
import { type TomlEntry, type TomlSection, tomlSections, type TomlValue } from './tomlSyntax.ts';
import {
  quoteAt,
  type TomlStyle,
  tomlEntry,
  tomlHeader,
  tomlStyleOf,
  tomlValue,
} from './tomlText.ts';

/** Undefined when the text is not well-formed. */
export function openToml(text: string): ConfigDocument | undefined {
  try {
    return new TomlDocument(text, parse(text));
  } catch {
    // It is being typed: there is nothing to edit.
    return undefined;
  }
}

/** A section with its place in the value: items of arrays of tables have their index in it. */
interface Placed {
  readonly section: TomlSection;
  readonly path: ConfigPath;
}

class TomlDocument implements ConfigDocument {
  readonly value: unknown;
  readonly #text: string;
  readonly #sections: readonly Placed[];
  readonly #style: TomlStyle;

  constructor(text: string, value: unknown) {
    this.value = value;
    this.#text = text;
    const sections = tomlSections(text);
    this.#sections = placed(sections);
    this.#style = tomlStyleOf(text, sections);
  }

  rangeOf(path: ConfigPath): TextRange | undefined {
    const found = this.#find(path)?.value;
    return found && { start: found.start, end: found.end };
  }

  set(path: ConfigPath, value: ConfigValue): readonly TextEdit[] | undefined {
    const found = this.#find(path);
    if (found !== undefined) {
      const { start, end } = found.value;
      const quote = quoteAt(this.#text, start) ?? this.#style.quote;
      const text = tomlValue(value, { ...this.#style, quote });
      return new EditBuilder().replace(start, end, text).build();
    }
    if (this.#isTable(path)) return undefined;
    return this.#add(path, value);
  }

  append(path: ConfigPath, item: ConfigValue): readonly TextEdit[] | undefined {
    const found = this.#find(path);
    if (found !== undefined) {
      const { value } = found;
      if (value.kind !== 'array') return undefined;
      const edits = new EditBuilder();
      appendItem(edits, this.#list(value), () => tomlValue(item, this.#style));
      return edits.build();
    }
    const isItem = ({ section, path: own }: Placed) =>
      section.isItem && own.length === path.length + 1 && startsWith(own, path);
    if (this.#sections.some(isItem))
      return isTable(item) ? this.#newSection(path, item, true) : undefined;
    if (this.#isTable(path)) return undefined;
    const isInline = !isTable(item) || this.#holder(path.slice(0, -1))?.kind === 'inside';
    return isInline ? this.#add(path, [item]) : this.#newSection(path, item, true);
  }

  remove(path: ConfigPath): readonly TextEdit[] | undefined {
    const found = this.#find(path);
    if (found === undefined) return undefined;
    const { item, list } = found;
    const edits = new EditBuilder();
    if (list !== undefined) removeItem(edits, this.#list(list), partsOf(list).indexOf(item));
    else {
      const rest = /[^\r\n]*(?:\r?\n|$)/y;
      rest.lastIndex = item.end;
      rest.test(this.#text);
      edits.remove(lineStart(this.#text, item.start), rest.lastIndex);
    }
    return edits.build();
  }

  /** The value at the path, what holds it, and the list in brackets that this stands in. */
  #find(path: ConfigPath): { value: TomlValue; item: TextRange; list?: TomlValue } | undefined {
    for (const { section, path: base } of this.#sections) {
      if (!startsWith(path, base)) continue;
      const found = within(section.entries, path.slice(base.length));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #isTable(path: ConfigPath): boolean {
    return this.#sections.some(({ section, path: base }) =>
      [base, ...section.entries.map(({ key }) => [...base, ...key])].some((one) =>
        startsWith(one, path),
      ),
    );
  }

  #add(path: ConfigPath, value: ConfigValue): readonly TextEdit[] | undefined {
    const parent = path.slice(0, -1);
    const key = path.at(-1);
    if (typeof key !== 'string') return undefined;
    const holder = this.#holder(parent);
    if (holder === undefined) return undefined;
    if (holder.kind === 'inside') return this.#addInside(holder, [...holder.rest, key], value);
    if (holder.kind === 'section') {
      if (isTable(value)) return this.#newSection(path, value, false);
      return this.#addLine(holder.section, holder.prefix, key, value);
    }
    if (isTable(value)) return this.#newSection(path, value, false);
    return this.#newSection(parent, { [key]: value }, false);
  }

  /** Where a key of the table at the path can be written. */
  #holder(path: ConfigPath): Holder | undefined {
    if (path.some((part, index) => typeof part === 'number' && index === 0)) return undefined;
    const exact = this.#sections.find(
      ({ path: own }) => own.length === path.length && startsWith(own, path),
    );
    if (exact !== undefined) return { kind: 'section', section: exact.section, prefix: [] };
    // A value in brackets on the way, or a table that only dotted keys make.
    for (const { section, path: base } of this.#sections) {
      if (!startsWith(path, base)) continue;
      const rest = path.slice(base.length);
      const dotted = section.entries.find(
        ({ key }) => key.length > rest.length && startsWith(key, rest),
      );
      if (dotted !== undefined) {
        const prefix = dotted.key.slice(0, rest.length);
        return rest.length === 0 ? undefined : { kind: 'section', section, prefix };
      }
      for (let length = rest.length; length > 0; length--) {
        const value = within(section.entries, rest.slice(0, length))?.value;
        if (value === undefined) continue;
        const left = rest.slice(length);
        return value.kind === 'table' ? { kind: 'inside', value, rest: left } : undefined;
      }
    }
    return { kind: 'none' };
  }

  #addInside(
    { value }: Inside,
    path: ConfigPath,
    of: ConfigValue,
  ): readonly TextEdit[] | undefined {
    if (!path.every((part) => typeof part === 'string')) return undefined;
    const edits = new EditBuilder();
    appendItem(edits, this.#list(value), () => tomlEntry(path, of, this.#style));
    return edits.build();
  }

  #addLine(
    section: TomlSection,
    prefix: readonly string[],
    key: string,
    value: ConfigValue,
  ): readonly TextEdit[] {
    const like = section.entries.filter(({ key: own }) => startsWith(own, prefix)).at(-1);
    const line = tomlEntry([...prefix, key], value, this.#style);
    const lineBreak = lineBreakOf(this.#text);
    if (section.header.length === 0 && section.entries.length === 0) {
      // Before the first header, and before the comment that may belong to it.
      const gap = this.#sections.length > 1 ? lineBreak + lineBreak : lineBreak;
      return new EditBuilder().insert(0, line + gap).build();
    }
    const at = like?.end ?? section.end;
    const indentation = indentationAt(this.#text, like?.start ?? section.start);
    return new EditBuilder().insert(this.#lineEnd(at), `${lineBreak}${indentation}${line}`).build();
  }

  #newSection(
    path: ConfigPath,
    value: ConfigTable,
    isItem: boolean,
  ): readonly TextEdit[] | undefined {
    const header = path.filter((part) => typeof part === 'string');
    if (header.length !== path.length) return undefined;
    const near = this.#nearest(path);
    const like = isItem ? near.entries[0] : undefined;
    const lines = Object.entries(value).map(
      ([key, one]) =>
        (like === undefined ? '' : indentationAt(this.#text, like.start)) +
        tomlEntry([key], one, this.#style),
    );
    const indentation = isItem ? indentationAt(this.#text, near.start) : '';
    const lineBreak = lineBreakOf(this.#text);
    const text = [indentation + tomlHeader(header, isItem), ...lines].join(lineBreak);
    const isEmpty = this.#text.trim() === '';
    const at = isEmpty ? this.#text.length : this.#sectionEnd(near);
    return new EditBuilder()
      .insert(at, isEmpty ? text + lineBreak : lineBreak + lineBreak + text)
      .build();
  }

  /** The section after which a new one belongs: the last one of its table, else of its environment. */
  #nearest(path: ConfigPath): TomlSection {
    for (let length = path.length; length > 0; length--) {
      const prefix = path.slice(0, length);
      const last = this.#sections.filter(({ path: own }) => startsWith(own, prefix)).at(-1);
      if (last !== undefined) return last.section;
    }
    const own = this.#sections.filter(({ path: [first] }) => first !== 'env' || path[0] === 'env');
    // What stands before the first header is always there.
    const last = own.at(-1) ?? this.#sections[0];
    if (last === undefined) throw new Error('A text without sections.');
    const isNothing = last.section.header.length === 0 && last.section.entries.length === 0;
    return isNothing ? (this.#sections.at(-1) ?? last).section : last.section;
  }

  #sectionEnd(section: TomlSection): number {
    const isNothing = section.header.length === 0 && section.entries.length === 0;
    return isNothing ? this.#text.trimEnd().length : this.#lineEnd(section.end);
  }

  #lineEnd(offset: number): number {
    const rest = /[^\r\n]*/y;
    rest.lastIndex = offset;
    rest.test(this.#text);
    return rest.lastIndex;
  }

  #list(value: TomlValue): BracketList {
    return {
      text: this.#text,
      range: value,
      items: partsOf(value),
      comments: TOML_COMMENTS,
      step: '  ',
    };
  }
}

interface Inside {
  readonly kind: 'inside';
  readonly value: TomlValue;
  /** Of the path, below the value. */
  readonly rest: ConfigPath;
}

type Holder =
  | Inside
  | { readonly kind: 'section'; readonly section: TomlSection; readonly prefix: readonly string[] }
  | { readonly kind: 'none' };

function placed(sections: readonly TomlSection[]): Placed[] {
  const items = new Map<string, number>();
  return sections.map((section) => {
    const path: (string | number)[] = [];
    for (const [index, part] of section.header.entries()) {
      path.push(part);
      const name = JSON.stringify(path);
      const isNew = section.isItem && index === section.header.length - 1;
      const count = (items.get(name) ?? 0) + (isNew ? 1 : 0);
      if (count === 0) continue;
      items.set(name, count);
      path.push(count - 1);
    }
    return { section, path };
  });
}

function within(
  entries: readonly TomlEntry[],
  path: ConfigPath,
): { value: TomlValue; item: TextRange; list?: TomlValue } | undefined {
  for (const entry of entries) {
    const { key, value } = entry;
    if (!startsWith(path, key)) continue;
    const found = below(value, path.slice(key.length)) ?? undefined;
    if (found === undefined) continue;
    return found.list === undefined ? { value: found.value, item: entry } : found;
  }
  return undefined;
}

function below(
  value: TomlValue,
  path: ConfigPath,
): { value: TomlValue; item: TextRange; list?: TomlValue } | undefined {
  const [part, ...rest] = path;
  if (part === undefined) return { value, item: value };
  if (typeof part === 'number') {
    const item = value.items[part];
    const found = item && below(item, rest);
    return found && { list: value, ...found };
  }
  const found = within(value.entries, path);
  return found && { list: value, ...found };
}

function partsOf(value: TomlValue): readonly TextRange[] {
  return value.kind === 'array' ? value.items : value.entries;
}

function startsWith(path: ConfigPath, prefix: ConfigPath): boolean {
  return prefix.length <= path.length && prefix.every((part, index) => path[index] === part);
}
