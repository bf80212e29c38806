/** A piece of JSON with what it is, which gives its colour. */
export interface JsonToken {
  readonly kind: 'plain' | 'name' | 'string' | 'number' | 'boolean';
  readonly text: string;
}

/** @returns the object or array that the text is; undefined for any other text. */
export function parseJson(text: string): object | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Characters of a preview, at most. */
const SHORT = 100;

/** One line, such as `{ id: "c_812", items: Array(3), … }`: the first level, as far as it fits. */
export function jsonPreview(value: object): JsonToken[] {
  const entries = Object.entries(value);
  const array = Array.isArray(value);
  const tokens: JsonToken[] = [plain(array ? '[' : '{')];
  let length = 4;
  for (const [index, [name, member]] of entries.entries()) {
    const shown = [
      plain(index === 0 ? ' ' : ', '),
      ...(array ? [] : [{ kind: 'name', text: name } as const, plain(': ')]),
      brief(member),
    ];
    length += shown.reduce((sum, { text }) => sum + text.length, 0);
    if (length > SHORT) {
      tokens.push(plain(index === 0 ? ' …' : ', …'));
      break;
    }
    tokens.push(...shown);
  }
  return [...tokens, plain(`${entries.length === 0 ? '' : ' '}${array ? ']' : '}'}`)];
}

function brief(value: unknown): JsonToken {
  if (Array.isArray(value)) return plain(`Array(${value.length})`);
  if (typeof value === 'object' && value !== null) {
    return plain(Object.keys(value).length === 0 ? '{}' : '{…}');
  }
  return scalar(value);
}

/** Levels that are told apart; what is deeper is left out. */
const DEEPEST = 40;

/** All of it, a member a line, two spaces a level. Lazy: the caller stops when it has enough. */
export function* jsonTokens(value: unknown, depth = 0): Generator<JsonToken> {
  if (typeof value !== 'object' || value === null) {
    yield scalar(value);
    return;
  }
  const array = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length === 0 || depth === DEEPEST) {
    yield plain(entries.length === 0 ? (array ? '[]' : '{}') : '…');
    return;
  }
  yield plain(array ? '[' : '{');
  const line = `\n${'  '.repeat(depth + 1)}`;
  for (const [index, [name, member]] of entries.entries()) {
    yield plain(index === 0 ? line : `,${line}`);
    if (!array) {
      yield { kind: 'name', text: name };
      yield plain(': ');
    }
    yield* jsonTokens(member, depth + 1);
  }
  yield plain(`\n${'  '.repeat(depth)}${array ? ']' : '}'}`);
}

function scalar(value: unknown): JsonToken {
  const text = JSON.stringify(value);
  if (typeof value === 'string') return { kind: 'string', text };
  return { kind: typeof value === 'number' ? 'number' : 'boolean', text };
}

function plain(text: string): JsonToken {
  return { kind: 'plain', text };
}
