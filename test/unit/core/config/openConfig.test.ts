import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parse as parseJsonc } from 'jsonc-parser';
import { parse as parseToml } from 'smol-toml';
import {
  type ConfigDocument,
  type ConfigPath,
  type ConfigTable,
  type ConfigValue,
  isTable,
} from '../../../../extension/core/config/configDocument.ts';
import { openConfig } from '../../../../extension/core/config/openConfig.ts';
import { applyEdits } from '../../../../extension/core/fixes/edits/editBuilder.ts';
import type { TextEdit } from '../../../../extension/core/fixes/fixRule.ts';

type Edit = (document: ConfigDocument) => readonly TextEdit[] | undefined;

const set =
  (path: ConfigPath, value: ConfigValue): Edit =>
  (one) =>
    one.set(path, value);
const append =
  (path: ConfigPath, item: ConfigValue): Edit =>
  (one) =>
    one.append(path, item);
const remove =
  (path: ConfigPath): Edit =>
  (one) =>
    one.remove(path);

function edited(file: string, text: string, edit: Edit): string | undefined {
  const document = openConfig(file, text);
  assert.ok(document, text);
  const edits = edit(document);
  return edits && applyEdits(text, edits);
}

const KV = { binding: 'CACHE', id: '1' };

describe('edits of a JSON configuration', () => {
  const cases: readonly (readonly [string, string, Edit, string | undefined])[] = [
    [
      'add a key after the last one and its comment',
      '{\n  // the chat\n  "name": "a", // its name\n  "main": "b.ts" /* entry */ // really\n}\n',
      set(['minify'], true),
      '{\n  // the chat\n  "name": "a", // its name\n  "main": "b.ts", /* entry */ // really\n  "minify": true\n}\n',
    ],
    [
      'keep a trailing comma, tabs and line ends',
      '{\r\n\t"name": "a", // its name\r\n}',
      set(['limits', 'cpu_ms'], 5),
      '{\r\n\t"name": "a", // its name\r\n\t"limits": { "cpu_ms": 5 },\r\n}',
    ],
    ['change a value alone', '{ "a": "x" /* y */ }', set(['a'], 'z'), '{ "a": "z" /* y */ }'],
    [
      'add to what stands on one line',
      '{ "flags": ["a"] }',
      append(['flags'], 'b'),
      '{ "flags": ["a", "b"] }',
    ],
    ['fill an empty array', '{ "flags": [] }', append(['flags'], 'b'), '{ "flags": ["b"] }'],
    ['fill an empty object', '{}', append(['flags'], 'b'), '{ "flags": ["b"] }'],
    [
      'leave a comment where nothing else is',
      '{\n  "a": [\n    // none yet\n  ]\n}',
      append(['a'], 1),
      '{\n  "a": [\n    // none yet\n    1\n  ]\n}',
    ],
    [
      'close a line comment in a list that ends with it',
      '{ "a": [ // none\n] }',
      append(['a'], 1),
      '{ "a": [ // none\n  1\n] }',
    ],
    [
      'write an object as its neighbours are written',
      '{\n  "kv_namespaces": [\n    {\n      "binding": "A"\n    }\n  ]\n}',
      append(['kv_namespaces'], KV),
      '{\n  "kv_namespaces": [\n    {\n      "binding": "A"\n    },\n    {\n      "binding": "CACHE",\n      "id": "1"\n    }\n  ]\n}',
    ],
    [
      'reach into an environment',
      '{\n  "env": {\n    "live": {}\n  }\n}',
      append(['env', 'live', 'kv_namespaces'], KV),
      '{\n  "env": {\n    "live": { "kv_namespaces": [{ "binding": "CACHE", "id": "1" }] }\n  }\n}',
    ],
    [
      'take a line out with its comment',
      '{\n  "a": 1, // one\n  "b": 2, // two\n  // about c\n  "c": 3\n}',
      remove(['b']),
      '{\n  "a": 1, // one\n  // about c\n  "c": 3\n}',
    ],
    ['take the last key out', '{\n  "a": 1,\n  "b": 2\n}', remove(['b']), '{\n  "a": 1\n}'],
    ['take an item out', '{ "a": [1, 2, 3] }', remove(['a', 1]), '{ "a": [1, 3] }'],
    ['take the last item out', '{ "a": [1, 2] }', remove(['a', 1]), '{ "a": [1] }'],
    ['find nothing to take out', '{ "a": 1 }', remove(['b']), undefined],
    ['refuse a key in what is no object', '{ "a": 1 }', set(['a', 'b'], 1), undefined],
    ['refuse an item of what is no array', '{ "a": 1 }', append(['a'], 1), undefined],
  ];
  for (const [name, before, edit, after] of cases) {
    it(name, () => assert.equal(edited('wrangler.jsonc', before, edit), after));
  }

  it('are not made in what is not well-formed', () => {
    for (const text of ['', '{', '[]', '{ "a" 1 }', '{ "a": 1, , }', '{} x']) {
      assert.equal(openConfig('wrangler.json', text), undefined, text);
    }
  });

  it('tell the range of a value', () => {
    const text = '{ /* a */ "a": { "b": [1, "x"] } }';
    const range = openConfig('a.json', text)?.rangeOf(['a', 'b', 1]);
    assert.ok(range);
    assert.equal(text.slice(range.start, range.end), '"x"');
  });
});

describe('edits of a TOML configuration', () => {
  const cases: readonly (readonly [string, string, Edit, string | undefined])[] = [
    [
      'add a key before the first table',
      'name = "a" # its name\n\n# vars\n[vars]\nA = "1"\n',
      set(['minify'], true),
      'name = "a" # its name\nminify = true\n\n# vars\n[vars]\nA = "1"\n',
    ],
    [
      'add the first key above all tables',
      '# vars\n[vars]\nA = "1"\n',
      set(['name'], 'a'),
      'name = "a"\n\n# vars\n[vars]\nA = "1"\n',
    ],
    [
      'keep quotes, spaces and line ends',
      "name='a'\r\n[vars]\r\n  A='1' # one\r\n",
      set(['vars', 'B'], 'two'),
      "name='a'\r\n[vars]\r\n  A='1' # one\r\n  B='two'\r\n",
    ],
    ['change a value alone', 'a = "x" # y', set(['a'], 'z'), 'a = "z" # y'],
    [
      'add a table before the environments',
      'name = "a"\n\n[env.live]\nname = "b"\n',
      set(['limits', 'cpu_ms'], 5),
      'name = "a"\n\n[limits]\ncpu_ms = 5\n\n[env.live]\nname = "b"\n',
    ],
    [
      'add an item after the last one and its tables',
      'name = "a"\n[[a]]\nx = 1\n[a.b]\ny = 1\n# end\n[z]\n',
      append(['a'], { x: 2 }),
      'name = "a"\n[[a]]\nx = 1\n[a.b]\ny = 1\n\n[[a]]\nx = 2\n# end\n[z]\n',
    ],
    [
      'make the first item of an array of tables',
      'name = "a"',
      append(['kv_namespaces'], KV),
      'name = "a"\n\n[[kv_namespaces]]\nbinding = "CACHE"\nid = "1"',
    ],
    [
      'stay with an array in brackets',
      'kv_namespaces = [\n  { binding = "A", id = "0" }, # a\n]\n',
      append(['kv_namespaces'], KV),
      'kv_namespaces = [\n  { binding = "A", id = "0" }, # a\n  { binding = "CACHE", id = "1" },\n]\n',
    ],
    [
      'reach into an environment, which may have no table of its own',
      '[env.live.vars]\nA = "1"\n',
      set(['env', 'live', 'name'], 'b'),
      '[env.live.vars]\nA = "1"\n\n[env.live]\nname = "b"\n',
    ],
    [
      'make an array in an environment',
      'name = "a"\n[env.live]\nname = "b"\n[env.test]\n',
      append(['env', 'live', 'kv_namespaces'], KV),
      'name = "a"\n[env.live]\nname = "b"\n\n[[env.live.kv_namespaces]]\nbinding = "CACHE"\nid = "1"\n[env.test]\n',
    ],
    [
      'follow dotted keys',
      'vars.A = "1"\nz = 1\n',
      set(['vars', 'B'], '2'),
      'vars.A = "1"\nvars.B = "2"\nz = 1\n',
    ],
    [
      'fill an inline table',
      'vars = { A = "1" }',
      set(['vars', 'B'], '2'),
      'vars = { A = "1", B = "2" }',
    ],
    [
      'reach into a quoted key and an item',
      '[["a b"]]\nx = 1\n[["a b"]]\nx = "]" # y\n',
      set(['a b', 1, 'x'], 2),
      '[["a b"]]\nx = 1\n[["a b"]]\nx = 2 # y\n',
    ],
    [
      'are not misled by texts of several lines',
      'a = """\n[b]\nc = "1"\n"""\n[b]\nc = \'\'\'\nx\'\'\'\n',
      set(['b', 'c'], 'd'),
      `a = """\n[b]\nc = "1"\n"""\n[b]\nc = 'd'\n`,
    ],
    ['take a line out', 'a = 1\nb = [\n  2,\n] # two\nc = 3\n', remove(['b']), 'a = 1\nc = 3\n'],
    ['take an item out', 'a = [1, 2]\n', remove(['a', 0]), 'a = [2]\n'],
    ['begin an empty file', '', set(['name'], 'a'), 'name = "a"\n'],
    ['begin a file of comments', '# empty\n', append(['a'], { b: 1 }), '# empty\n\n[[a]]\nb = 1\n'],
    ['refuse a value in the place of a table', '[a]\nb = 1', set(['a'], 1), undefined],
    ['refuse a key in what is no table', 'a = 1', set(['a', 'b'], 1), undefined],
    ['refuse an item of what is no array', '[a]\nb = 1', append(['a'], 1), undefined],
  ];
  for (const [name, before, edit, after] of cases) {
    it(name, () => assert.equal(edited('wrangler.toml', before, edit), after));
  }

  it('are not made in what is not well-formed', () => {
    for (const text of ['a = ', '[a', 'a = 1\na = 2']) {
      assert.equal(openConfig('wrangler.toml', text), undefined, text);
    }
  });

  it('tell the range of a value, but of no table', () => {
    const text = '[a]\nb = [1, "x"] # y\n';
    const document = openConfig('a.toml', text);
    const range = document?.rangeOf(['a', 'b', 1]);
    assert.ok(range);
    assert.equal(text.slice(range.start, range.end), '"x"');
    assert.equal(document?.rangeOf(['a']), undefined);
  });
});

const keys = fc.constantFrom('a', 'b', 'env', 'c d', 'é', 'x.y', '"q"');
const scalars = fc.oneof(
  fc.integer({ min: -1000, max: 1000 }),
  fc.boolean(),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constantFrom('#', ']', "'", '"""', '// no comment', ', }', '\\', 'a\nb'),
);
const { value: values } = fc.letrec<{ value: ConfigValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(keys, tie('value'), { maxKeys: 3 }),
  ),
}));
const roots = fc.dictionary(keys, values, { maxKeys: 4 });
const styles = fc.record({
  seed: fc.array(fc.nat(99), { minLength: 1, maxLength: 20 }),
  lineBreak: fc.constantFrom('\n', '\r\n'),
});

/** Writes a value in changing ways, with numbered comments. */
class Writer {
  readonly #seed: readonly number[];
  readonly #lineBreak: string;
  readonly #mark: string;
  #at = 0;
  #comments = 0;

  constructor(seed: readonly number[], lineBreak: string, mark: string) {
    this.#seed = seed;
    this.#lineBreak = lineBreak;
    this.#mark = mark;
  }

  json(value: ConfigValue): string {
    if (typeof value !== 'object') return JSON.stringify(value);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    const items = Object.entries(value).map(
      ([key, item]) => (Array.isArray(value) ? '' : `${JSON.stringify(key)}:`) + this.json(item),
    );
    return `${open}${this.#gap()}${items.join(`${this.#gap()},${this.#gap()}`)}${items.length > 0 && this.#chance() ? `${this.#gap()},` : ''}${this.#gap()}${close}`;
  }

  toml(value: ConfigValue): string {
    if (typeof value === 'string') return this.#tomlText(value);
    if (typeof value !== 'object') return String(value);
    if (!isTable(value)) {
      const items = value.map((item) => this.toml(item));
      const comma = items.length > 0 && this.#chance() ? `${this.#gap()},` : '';
      return `[${this.#gap()}${items.join(`${this.#gap()},${this.#gap()}`)}${comma}${this.#gap()}]`;
    }
    return `{ ${Object.entries(value)
      .map(([key, item]) => `${this.#key(key)} = ${this.toml(item)}`)
      .join(', ')} }`;
  }

  tomlTable(value: ConfigTable, path: readonly string[]): string {
    const lines: string[] = [];
    const tables: string[] = [];
    for (const [key, item] of Object.entries(value)) {
      const own = [...path, this.#key(key)];
      const isObject = isTable(item);
      if (isObject && this.#chance()) {
        tables.push(`[${own.join('.')}]${this.#line()}${this.tomlTable(item, own)}`);
      } else if (
        typeof item === 'object' &&
        !isTable(item) &&
        item.length > 0 &&
        this.#chance() &&
        item.every(isTable)
      ) {
        for (const one of item) {
          tables.push(`[[${own.join(' . ')}]]${this.#line()}${this.tomlTable(one, own)}`);
        }
      } else if (isObject && Object.keys(item).length > 0 && this.#chance()) {
        for (const [inner, one] of Object.entries(item)) {
          lines.push(`${this.#key(key)}.${this.#key(inner)} = ${this.toml(one)}${this.#line()}`);
        }
      } else lines.push(`${this.#key(key)}= ${this.toml(item)}${this.#line()}`);
    }
    return lines.join('') + tables.join('');
  }

  #tomlText(value: string): string {
    if (this.#chance() && !/['\r\n\u0000-\u001F\u007F]/.test(value)) return `'${value}'`;
    const basic = JSON.stringify(value).replaceAll('\u007F', '\\u007F');
    return this.#chance() ? `""${basic}""` : basic;
  }

  #key(key: string): string {
    return /^[\w-]+$/.test(key) && this.#chance() ? key : JSON.stringify(key);
  }

  #line(): string {
    return `${this.#chance() ? ` ${this.#comment()}` : ''}${this.#lineBreak}${this.#chance() ? `  ${this.#comment()}${this.#lineBreak}` : ''}`;
  }

  #gap(): string {
    switch (this.#next() % 5) {
      case 0:
        return ` ${this.#comment()}${this.#lineBreak}`;
      case 1:
        return `${this.#lineBreak}  `;
      case 2:
        return this.#mark === '//' ? `/*${this.#number()}*/` : '';
      default:
        return ' ';
    }
  }

  #comment(): string {
    return `${this.#mark} ${this.#number()}`;
  }

  #number(): string {
    return `§${this.#comments++};`;
  }

  #chance(): boolean {
    return this.#next() % 2 === 0;
  }

  #next(): number {
    return this.#seed[this.#at++ % this.#seed.length] ?? 0;
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

const withoutEmpty = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (_, item: unknown) =>
    JSON.stringify(item) === '{}' ? undefined : item,
  );

type Container = Record<string, unknown>;

/** The value with one change, made on a copy. */
function changed(
  root: unknown,
  path: ConfigPath,
  change: (at: Container, key: string) => void,
): unknown {
  const copy = plain(root);
  let at = copy as Container; // what `openConfig` opens is an object
  for (const part of path.slice(0, -1)) at = (at[part] ??= {}) as Container; // paths lead through objects
  change(at, String(path.at(-1)));
  return copy;
}

function pathsOf(value: unknown, path: ConfigPath = []): ConfigPath[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, item]) =>
    pathsOf(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  'a.jsonc': (text) => parseJsonc(text, [], { allowTrailingComma: true }) as unknown,
  'a.toml': (text) => parseToml(text),
};

for (const [file, read] of Object.entries(READERS)) {
  describe(`an edit of any text: ${file}`, () => {
    const texts = fc.tuple(roots, styles).map(([root, { seed, lineBreak }]) => {
      const isToml = file.endsWith('toml');
      const writer = new Writer(seed, lineBreak, isToml ? '#' : '//');
      const text = isToml ? writer.tomlTable(root, []) : writer.json(root);
      return { text, comments: text.match(/§\d+;/g) ?? [] };
    });

    function check(
      { text, comments }: { text: string; comments: string[] },
      edit: Edit,
      expected: (root: unknown) => unknown,
      keepsComments = true,
      normal = plain,
    ): boolean {
      const document = openConfig(file, text);
      assert.ok(document, text);
      assert.deepEqual(plain(document.value), plain(read(text)));
      const edits = edit(document);
      if (edits === undefined) return false;
      const after = applyEdits(text, edits);
      assert.deepEqual(normal(read(after)), normal(expected(document.value)), after);
      if (keepsComments) for (const comment of comments) assert.ok(after.includes(comment), after);
      return true;
    }

    it('sets a value and nothing else', () => {
      let made = 0;
      fc.assert(
        fc.property(texts, fc.nat(), scalars, (source, pick, value) => {
          const all = pathsOf(read(source.text)).filter((path) => path.length > 0);
          const path = all[pick % Math.max(all.length, 1)] ?? ['new'];
          const range = openConfig(file, source.text)?.rangeOf(path);
          const hasComments = range && source.text.slice(range.start, range.end).includes('§');
          const edit = set(path, value);
          if (
            check(
              source,
              edit,
              (root) =>
                changed(root, path, (at, key) => {
                  at[key] = value;
                }),
              !hasComments,
            )
          )
            made++;
        }),
      );
      assert.ok(made > 30, String(made));
    });

    it('adds a key and nothing else', () => {
      let made = 0;
      fc.assert(
        fc.property(texts, fc.nat(), values, (source, pick, value) => {
          const root = read(source.text);
          const objects = pathsOf(root).filter((path) => isTable(at(root, path) as ConfigValue));
          const path = [...(objects[pick % objects.length] ?? []), 'new'];
          if (
            check(source, set(path, value), (old) =>
              changed(old, path, (on, key) => {
                on[key] = value;
              }),
            )
          )
            made++;
        }),
      );
      assert.ok(made > 60, String(made));
    });

    it('adds an item and nothing else', () => {
      let made = 0;
      fc.assert(
        fc.property(texts, fc.nat(), values, (source, pick, value) => {
          const root = read(source.text);
          const arrays = pathsOf(root).filter((path) => Array.isArray(at(root, path)));
          const path = arrays[pick % Math.max(arrays.length, 1)] ?? ['new'];
          const expected = (old: unknown) =>
            changed(old, path, (on, key) => {
              const items: unknown = (on[key] ??= []);
              if (Array.isArray(items)) items.push(value);
            });
          if (check(source, append(path, value), expected)) made++;
        }),
      );
      assert.ok(made > 60, String(made));
    });

    it('takes a value out and nothing else, but a table that only dotted keys made', () => {
      let made = 0;
      fc.assert(
        fc.property(texts, fc.nat(), (source, pick) => {
          const all = pathsOf(read(source.text)).filter((path) => path.length > 0);
          const path = all[pick % Math.max(all.length, 1)] ?? ['new'];
          const expected = (old: unknown) =>
            changed(old, path, (on, key) => {
              if (Array.isArray(on)) on.splice(Number(key), 1);
              else Reflect.deleteProperty(on, key);
            });
          if (check(source, remove(path), expected, false, withoutEmpty)) made++;
        }),
      );
      assert.ok(made > 30, String(made));
    });
  });
}

function at(root: unknown, path: ConfigPath): unknown {
  return path.reduce<unknown>((value, part) => (value as Container)[part], root); // the path is one of the value's
}
