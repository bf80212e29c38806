import { foldCase } from '../foldCase.ts';
import { t } from '../l10n.ts';
import { FilterMistake, type FilterError } from './filterError.ts';
import { FILTER_KEYS, keyOfName, type FilterKey } from './filterKeys.ts';
import { nearestWord } from './nearestWord.ts';
import { parseValue } from './parseValue.ts';
import type { FilterValue, Query } from './query.ts';
import { FilterScanner, unquoted, type FilterToken } from './tokens.ts';

export interface FilterOptions {
  /** Minutes that the reader's clock is ahead of UTC: times in a filter are local. */
  readonly utcOffset: number;
}

/** What a filter text means, or what is wrong with it. The pieces are there in any case, for their colours. */
export type ParsedFilter = { readonly tokens: readonly FilterToken[] } & (
  { readonly query: Query } | { readonly error: FilterError }
);

/** Longer texts are no filters, and nested deeper they are no help. */
const LONGEST = 4000;
const DEEPEST = 50;

/**
 * Reads a filter: words, `"exact"`, `/regex/i`, `key:value,value`, each with a minus before it to exclude; AND, OR, NOT
 * and parentheses. Side by side means AND, which binds closer than OR. It never throws.
 */
export function parseFilter(text: string, { utcOffset }: FilterOptions): ParsedFilter {
  const parser = new Parser(text, utcOffset);
  try {
    return { query: parser.all(), tokens: parser.scanner.tokens };
  } catch (error) {
    if (!(error instanceof FilterMistake)) throw error;
    const { from, to, sentence, suggestion } = error;
    return { error: { from, to, sentence, suggestion }, tokens: parser.scanner.tokens };
  }
}

class Parser {
  readonly scanner: FilterScanner;
  readonly #utcOffset: number;
  #depth = 0;

  constructor(text: string, utcOffset: number) {
    this.scanner = new FilterScanner(text);
    this.#utcOffset = utcOffset;
  }

  all(): Query {
    const { scanner } = this;
    if (scanner.text.length > LONGEST) {
      throw new FilterMistake(LONGEST, scanner.text.length, t('The filter is too long.'));
    }
    if (scanner.peek() === '') return { kind: 'all' };
    const query = this.#or();
    if (scanner.peek() === ')') {
      throw this.#mistake(
        1,
        t('There is no opening parenthesis for the one at character {0}.', scanner.at + 1),
      );
    }
    return query;
  }

  #or(): Query {
    const parts = [this.#and()];
    while (this.#keyword('OR')) parts.push(this.#and());
    return joined('or', parts);
  }

  #and(): Query {
    const parts = [this.#not()];
    for (;;) {
      const isSaid = this.#keyword('AND');
      const next = this.scanner.peek();
      if (!isSaid && (next === '' || next === ')' || this.scanner.word() === 'OR')) break;
      parts.push(this.#not());
    }
    return joined('and', parts);
  }

  #not(): Query {
    const { scanner } = this;
    const isMinus = scanner.peek() === '-' && /^-[^\s)]/.test(scanner.text.slice(scanner.at));
    if (isMinus) scanner.take('operator', 1);
    else if (!this.#keyword('NOT')) return this.#term();
    return { kind: 'not', part: this.#deeper(() => this.#not()) };
  }

  #term(): Query {
    const { scanner } = this;
    const first = scanner.peek();
    const word = scanner.word();
    if (first === '' || first === ')' || word === 'AND' || word === 'OR') {
      throw this.#mistake(
        word.length || 1,
        t('Expected a word or a key at character {0}.', scanner.at + 1),
      );
    }
    if (first === '(') return this.#group();
    if (first === '"') return this.#exact();
    if (first === '/') {
      const regex = this.#regex();
      if (regex !== undefined) return regex;
    }
    const [, name] = /^([a-z][\w-]*):/i.exec(word) ?? [];
    const key = name === undefined ? undefined : this.#key(name, word);
    if (key !== undefined && name !== undefined) return this.#keyed(key, name.length + 1);
    const { from, to } = scanner.take('text', word.length);
    return { kind: 'text', text: foldCase(word), exact: false, from, to };
  }

  #group(): Query {
    const { scanner } = this;
    const open = scanner.take('paren', 1);
    const query = this.#deeper(() => this.#or());
    if (scanner.peek() !== ')') {
      throw new FilterMistake(
        open.from,
        open.to,
        t('The parenthesis at character {0} is not closed.', open.from + 1),
      );
    }
    scanner.take('paren', 1);
    return query;
  }

  #exact(): Query {
    const { from, to } = this.scanner.take('quoted', this.#closed().length);
    const text = unquoted(this.scanner.text.slice(from, to));
    return { kind: 'text', text, exact: true, from, to };
  }

  #closed(): string {
    const { scanner } = this;
    const quoted = scanner.quoted();
    if (quoted !== undefined && quoted !== '""') return quoted;
    throw this.#mistake(
      quoted?.length ?? scanner.text.length - scanner.at,
      quoted === undefined
        ? t('The quote at character {0} is not closed.', scanner.at + 1)
        : t('Expected a text between the quotes at character {0}.', scanner.at + 1),
    );
  }

  #regex(): Query | undefined {
    const found = this.scanner.regex();
    if (found === undefined) return undefined;
    const { from, to } = this.scanner.take('regex', found.length);
    try {
      const flags = `u${found.flags.includes('i') ? 'i' : ''}${found.flags.includes('s') ? 's' : ''}`;
      return { kind: 'regex', regex: new RegExp(found.source, flags), from, to };
    } catch {
      throw new FilterMistake(
        from,
        to,
        t('This is no valid regular expression (character {0}).', from + 1),
      );
    }
  }

  /** @returns undefined for a word that only looks like one, such as an address. @throws FilterMistake for a slip. */
  #key(name: string, word: string): FilterKey | undefined {
    const known = keyOfName(name);
    if (known !== undefined || word.startsWith('//', name.length + 1)) return known;
    const near = nearestWord(name, FILTER_KEYS);
    if (near === undefined) return undefined;
    throw this.#mistake(
      name.length,
      t('“{0}” is no key (character {1}).', name, this.scanner.at + 1),
      near,
    );
  }

  #keyed(key: FilterKey, length: number): Query {
    const { scanner } = this;
    const { from } = scanner.take('key', length);
    const values: FilterValue[] = [];
    for (;;) {
      values.push(...this.#value(key));
      if (scanner.text[scanner.at] !== ',') break;
      scanner.take('operator', 1);
    }
    return { kind: 'key', key, values, from, to: scanner.at };
  }

  #value(key: FilterKey): readonly FilterValue[] {
    const { scanner } = this;
    const isQuoted = scanner.text[scanner.at] === '"';
    const written = isQuoted ? this.#closed() : scanner.bareValue();
    if (written === '') {
      throw this.#mistake(
        1,
        t('Expected a value for “{0}” at character {1}.', key, scanner.at + 1),
      );
    }
    const { from, to } = scanner.take(isQuoted ? 'quoted' : 'value', written.length);
    return parseValue(key, isQuoted ? unquoted(written) : written, from, to, this.#utcOffset);
  }

  #keyword(word: string): boolean {
    if (this.scanner.peek() === '' || this.scanner.word() !== word) return false;
    this.scanner.take('keyword', word.length);
    return true;
  }

  #deeper(parse: () => Query): Query {
    if (this.#depth >= DEEPEST) {
      throw this.#mistake(
        1,
        t('The filter is nested too deeply at character {0}.', this.scanner.at + 1),
      );
    }
    this.#depth++;
    const query = parse();
    this.#depth--;
    return query;
  }

  #mistake(length: number, sentence: string, suggestion?: string): FilterMistake {
    const { at } = this.scanner;
    return new FilterMistake(at, at + length, sentence, suggestion);
  }
}

function joined(kind: 'and' | 'or', parts: readonly Query[]): Query {
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind, parts };
}
