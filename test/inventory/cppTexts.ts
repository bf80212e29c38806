import type { SourceText } from './sourceText.ts';

interface Raiser {
  readonly name: RegExp;
  /** Which argument begins the message. */
  readonly first: number;
  /** How many arguments are the message; all that follow when it is absent. */
  readonly count?: number;
  readonly isWarning?: boolean;
  /** Other texts are made in the same way. */
  readonly ifSentence?: boolean;
}

const RAISERS: readonly Raiser[] = [
  { name: /\bJSG_(?:REQUIRE|REQUIRE_NONNULL|ASSERT|KJ_EXCEPTION)\(/g, first: 2 },
  { name: /\bJSG_FAIL_REQUIRE\(/g, first: 1 },
  { name: /\bJSG_WARN_ONCE\(/g, first: 0, isWarning: true },
  { name: /\bJSG_WARN_ONCE_IF\(/g, first: 1, isWarning: true },
  { name: /\blogWarning(?:Once)?\(/g, first: 0, count: 1, isWarning: true },
  {
    name: /\b\w*(?:js|lock|Lock|isolate)(?:\.|->)(?:v8)?\w{0,6}[eE]rror\(/g,
    first: 0,
    count: 1,
  },
  { name: /\bv8::Exception::\w+\(/g, first: 0, count: 1 },
  { name: /->Throw\w*Error\(/g, first: 0, count: 1 },
  { name: /\bthrow(?:Type|Range)?Error\(/g, first: 1, count: 1 },
  { name: /\bdomException\(/g, first: 1, count: 1 },
  { name: /\balloc<(?:jsg::)?DOMException>\(/g, first: 0, count: 1 },
  { name: /\bDOMException::constructor\(/g, first: 1, count: 1 },
  { name: /\breturn kj::str\(/g, first: 0, ifSentence: true },
];

/** The runtime hides these from the code of a Worker. */
const INTERNAL = '{InternalDOMOperationError}';
const SENTENCE = /^[A-Z][a-z]+ \S+ \S/;

/** A message that is written out with its kind, `broken.dropped; jsg.Error: …`, and not with a macro. */
const TUNNELED = /^(?:[\w.]+; )*jsg\.(?:\w*Error|DOMException\(\w+\)): /;

/** The messages that a C++ source of workerd raises: the arguments of its macros, put together. */
export function cppTexts(source: string): SourceText[] {
  const tokens = tokensOf(source);
  const code = tokens.map(({ kind, text }) => (kind === 'code' ? text : ' '.repeat(text.length)));
  const reader = new Reader(tokens, code.join(''));
  const found = RAISERS.flatMap(({ name, first, count, isWarning = false, ifSentence = false }) =>
    [...reader.code.matchAll(name)].flatMap(({ 0: call, index }) => {
      const args = reader.argumentsFrom(index + call.length);
      if (args[first - 1] === INTERNAL) return [];
      const last = count === undefined ? undefined : first + count;
      const text = args.slice(first, last).join('');
      return ifSentence && !SENTENCE.test(text) ? [] : [{ at: index, text, isWarning }];
    }),
  );
  const tunneled = tokens.flatMap(({ kind, text, at }) => {
    const value = kind === 'string' ? valueOf(text) : '';
    const prefix = TUNNELED.exec(value)?.[0];
    if (prefix === undefined) return [];
    return [{ at, text: reader.argumentsFrom(at).join('').slice(prefix.length), isWarning: false }];
  });
  return [...found, ...tunneled]
    .sort((a, b) => a.at - b.at)
    .map(({ at, text, isWarning }) => ({
      line: source.slice(0, at).split('\n').length,
      text: text.trim(),
      isWarning,
    }));
}

interface Token {
  readonly kind: 'code' | 'string' | 'comment';
  readonly text: string;
  readonly at: number;
}

/** Strings, comments, and what is between them. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  const add = (kind: Token['kind'], to: number): void => {
    if (to > from) tokens.push({ kind, text: source.slice(from, to), at: from });
    from = to;
  };
  for (const match of source.matchAll(STRING_OR_COMMENT)) {
    add('code', match.index);
    add(/^(?:R?")/.test(match[0]) ? 'string' : 'comment', match.index + match[0].length);
  }
  add('code', source.length);
  return tokens;
}

/** A character in quotes is passed over like a comment: it may be a quote. */
const STRING_OR_COMMENT =
  /R"(\w*)\([\s\S]*?\)\1"|"(?:[^"\\\n]|\\.)*"|(?<!\w)'(?:[^'\\\n]|\\.)+'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

function valueOf(literal: string): string {
  const raw = /^R"\w*\(([\s\S]*)\)\w*"$/.exec(literal)?.[1];
  if (raw !== undefined) return raw;
  const inside = literal.slice(1, -1);
  return inside.replaceAll(/\\(.)/g, (_, unit: string) => (unit === 'n' ? '\n' : unit));
}

/** Calls that only put their arguments together. */
const STRING_MAKERS =
  /(?:\bkj::(?:str|strTree|ConstString|StringPtr|mv)|\bjs\.(?:str|v8Str)|\b(?:jsg::)?v8Str(?:Intern)?)$/;

/** A constant or a local name of a text. */
interface Definition {
  readonly name: string;
  readonly at: number;
  /** Where its value begins. */
  readonly value: number;
}

/** Its value is a string, which is a blank here, or made of strings. */
const DEFINITION =
  /\b(?:auto|const|constexpr)\b[\w:\s]*?\b(\w+)(?:\[\])?\s*=(?=\s*(?:_kjc?\s*)?;|\s*kj::str\()/g;

class Reader {
  readonly #tokens: readonly Token[];
  /** Strings and comments are blanks in it. */
  readonly code: string;
  readonly #definitions: readonly Definition[];

  constructor(tokens: readonly Token[], code: string) {
    this.#tokens = tokens;
    this.code = code;
    this.#definitions = [...code.matchAll(DEFINITION)].map(({ 0: start, 1: name = '', index }) => ({
      name,
      at: index,
      value: index + start.length,
    }));
  }

  /** As texts with gaps. @param from behind the parenthesis, or where the first argument begins. */
  argumentsFrom(from: number): string[] {
    const args: string[] = [];
    let depth = 0;
    let start = from;
    for (let at = from; at < this.code.length; at++) {
      const unit = this.code[at] ?? '';
      if ('([{'.includes(unit)) depth++;
      else if (')]}'.includes(unit)) depth--;
      if (depth < 0 || (depth === 0 && (unit === ',' || unit === ';'))) {
        args.push(this.#text(start, at));
        start = at + 1;
      }
      if (depth < 0 || (depth === 0 && unit === ';')) break;
    }
    return args;
  }

  /** One argument: strings beside each other are one, and all else is a gap. */
  #text(from: number, to: number): string {
    const expression = this.code.slice(from, to);
    const call = /^\s*([\w:.>-]+)\(/.exec(expression);
    if (call !== null && STRING_MAKERS.test(call[1] ?? '')) {
      return this.argumentsFrom(from + call[0].length)
        .filter(
          (_, index, all) =>
            !(call[1]?.includes('v8Str') === true && all.length > 1 && index === 0),
        )
        .join('');
    }
    const rest = expression.replaceAll(/_kjc?\b/g, '').trim();
    const definition = this.#definitions.findLast(({ name, at }) => name === rest && at < from);
    if (definition !== undefined) return this.argumentsFrom(definition.value)[0] ?? '';
    const strings = this.#tokens.filter(
      ({ kind, at }) => kind === 'string' && at >= from && at < to,
    );
    const gap = `{${/(\w+)\W*$/.exec(rest)?.[1] ?? ''}}`;
    // Of a choice or a call with strings in it nobody knows what it gives.
    if (strings.length === 0 || /[?(]/.test(rest)) return gap;
    const text = strings.map(({ text: literal }) => valueOf(literal)).join('');
    if (rest === '') return text;
    return expression.search(/\w/) < (strings[0]?.at ?? from) - from
      ? `${gap}${text}`
      : `${text}${gap}`;
  }
}
