import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { undefinedProperty } from '../../../../../extension/core/fixes/rules/undefinedProperty.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const reading = (property: string, missing = 'undefined') => ({
  message: `Cannot read properties of ${missing} (reading '${property}')`,
});
const unmarked = (text: string) => text.replace('▸', '');

interface Fixed {
  readonly name: string;
  readonly before: string;
  readonly property: string;
  readonly title: string;
  readonly after: string;
}

const fixed: readonly Fixed[] = [
  {
    name: 'reads on only where the failing link is there',
    before: 'const n = cart.items.▸length;\n',
    property: 'length',
    title: 'Read `length` only when `cart.items` is there',
    after: 'const n = cart.items?.length;\n',
  },
  {
    name: 'mends the link that the message names, of several',
    before: 'return ▸a.b.c.d;\n',
    property: 'c',
    title: 'Read `c` only when `a.b` is there',
    after: 'return a.b?.c.d;\n',
  },
  {
    name: 'takes back a promise about a value in brackets',
    before: 'const n = (order)!.▸items.length;\n',
    property: 'items',
    title: 'Read `items` only when `order` is there',
    after: 'const n = (order)?.items.length;\n',
  },
  {
    name: 'takes back a promise of TypeScript',
    before: 'const n = order!.▸items.length;\n',
    property: 'items',
    title: 'Read `items` only when `order` is there',
    after: 'const n = order?.items.length;\n',
  },
  {
    name: 'takes back a promise about brackets',
    before: 'const n = (order)!.▸items.length;\n',
    property: 'items',
    title: 'Read `items` only when `order` is there',
    after: 'const n = (order)?.items.length;\n',
  },
  {
    name: 'calls a method only where the object is there',
    before: 'user.name.▸toUpperCase();\n',
    property: 'toUpperCase',
    title: 'Read `toUpperCase` only when `user.name` is there',
    after: 'user.name?.toUpperCase();\n',
  },
  {
    name: 'goes on in a chain that is optional already',
    before: 'const n = a?.b.▸c;\n',
    property: 'c',
    title: 'Read `c` only when `a?.b` is there',
    after: 'const n = a?.b?.c;\n',
  },
  {
    name: 'knows an index',
    before: 'const n = rows[0▸][column];\n',
    property: '0',
    title: 'Read `0` only when `rows` is there',
    after: 'const n = rows?.[0][column];\n',
  },
  {
    name: 'keeps lines and comments around the dot',
    before: 'const n = cart // theirs\r\n  .▸items;\r\n',
    property: 'items',
    title: 'Read `items` only when `cart` is there',
    after: 'const n = cart // theirs\r\n  ?.items;\r\n',
  },
  {
    name: 'finds the dot behind a comment that has one',
    before: 'const n = cart /* theirs. */ ./* ours. */▸items;\n',
    property: 'items',
    title: 'Read `items` only when `cart` is there',
    after: 'const n = cart /* theirs. */ ?./* ours. */items;\n',
  },
  {
    name: 'leaves parentheses whole',
    before: "const n = (await rows())▸['first'];\n",
    property: 'first',
    title: 'Read `first` only when `await rows()` is there',
    after: "const n = (await rows())?.['first'];\n",
  },
];

const handler = (body: string) =>
  `export default {\n  async fetch(request, env) {\n${body}  },\n};\n`;

describe('QF-16', () => {
  for (const { name, before, property, title, after } of fixed) {
    it(name, () => {
      const fix = checkFix(undefinedProperty, before, title, after, reading(property));
      assert.equal(fix.safety, 'review');
    });
  }

  it('answers 400 when a field of the request is missing', () => {
    const line = '    const order = await request.json();\n';
    const read = '    return Response.json(order.items.▸length);\n';
    checkFix(
      undefinedProperty,
      handler(line + read),
      'Return 400 when `order.items` is missing',
      handler(
        `${line}    if (order.items === undefined) return new Response("Bad Request", { status: 400 });\n${unmarked(read)}`,
      ),
      reading('length'),
    );
  });

  it('answers 404 when nothing was found in storage', () => {
    const line = "    const user = await env.USERS.get('ada', 'json');\n";
    const read = '    return new Response(user.▸name);\n';
    checkFix(
      undefinedProperty,
      handler(line + read),
      'Return 404 when `user` is missing',
      handler(
        `${line}    if (user === null) return new Response('Not Found', { status: 404 });\n${unmarked(read)}`,
      ),
      reading('name', 'null'),
    );
  });

  it('answers 404 for a row that the database lacks', () => {
    const line = "    const row = await env.DB.prepare('SELECT …').bind(id).first();\n";
    const read = '    return new Response(row.▸name);\n';
    checkFix(
      undefinedProperty,
      handler(line + read),
      'Return 404 when `row` is missing',
      handler(
        `${line}    if (row === null) return new Response('Not Found', { status: 404 });\n${unmarked(read)}`,
      ),
      reading('name', 'null'),
    );
  });

  it('answers 400 in a handler of Hono', () => {
    const app = (...lines: string[]) =>
      `import { Hono } from 'hono';\nconst app = new Hono();\napp.post('/', async (c) => {\n  const order = await c.req.json();\n${lines.join('')}});\nexport default app;\n`;
    const read = '  return c.json(order.items.▸length);\n';
    checkFix(
      undefinedProperty,
      app(read),
      'Return 400 when `order.items` is missing',
      app(
        "  if (order.items === undefined) return new Response('Bad Request', { status: 400 });\n",
        unmarked(read),
      ),
      reading('length'),
    );
  });

  it('answers nothing for a value that the same declaration reads', () => {
    const lines = [
      '    const b = await request.json(), n = b.items.▸length;\n',
      '    return new Response(n);\n',
    ];
    const fixes = offeredAt(undefinedProperty, handler(lines.join('')), reading('length'));
    assert.deepEqual(
      fixes.map(({ title }) => title),
      ['Read `length` only when `b.items` is there'],
    );
  });
  const branches: Record<string, string> = {
    'a later branch': '    if (b.a) return a(b);\n    else if (b.items.▸length) return list(b);\n',
    'what a test lets through': "    if (kind === 'list' && b.items.▸length) return list(b);\n",
    'a choice': '    const n = b.a ? 1 : b.items.▸length;\n',
    'a default': '    const { n = b.items.▸length } = b;\n',
    'an argument of an optional call': '    env.LOG?.write(b.items.▸length);\n',
    'a loop': '    while (b.next) b.next = b.items.▸length;\n',
  };
  for (const [name, line] of Object.entries(branches)) {
    it(`does not answer where the value is read in ${name}`, () => {
      const before = handler(
        `    const b = await request.json();\n${line}    return new Response();\n`,
      );
      const titles = offeredAt(undefinedProperty, before, reading('length')).map(
        ({ title }) => title,
      );
      assert.deepEqual(titles, ['Read `length` only when `b.items` is there']);
    });
  }

  const moved: Record<string, string> = {
    'the value is read again': 'const title = `${page.▸title}`;\nuse(page.author);\n',
    'the value is read again in the same statement':
      'const view = (page) => `<h1>${page.▸title}</h1>${page.author}`;\n',
    'what it gives is read': 'const first = page.▸rows;\nuse(first.length);\n',
    'what it gives is read in brackets': 'use((page.▸rows).length);\n',
    'what it gives is taken apart': 'const { length } = page.▸rows;\n',
    'what it gives is looped over': 'for (const row of page.▸rows) use(row);\n',
    'what it gives is spread': 'use(...page.▸rows);\n',
    'what it gives is called later': 'const read = page.▸read!;\nread();\n',
  };
  for (const [name, before] of Object.entries(moved)) {
    it(`offers nothing that only moves the failure, where ${name}`, () => {
      const [, property = ''] = /▸(\w+)/.exec(before) ?? [];
      checkNoFix(undefinedProperty, before, reading(property));
    });
  }

  const bounded: Record<string, [before: string, object: string]> = {
    'a test around the other read': ['use(page.▸title);\nif (page) use(page.author);\n', 'page'],
    'a copy into an object': ['use({ ...page.▸title });\n', 'page'],
    'a default for what it gives': ['const rows = page.▸rows ?? [];\nuse(rows.length);\n', 'page'],
    'a read before it': ['use(page?.author);\nuse(page.▸title);\n', 'page'],
  };
  for (const [name, [before, object]] of Object.entries(bounded)) {
    it(`still reads it only where it is there with ${name}`, () => {
      const [, property = ''] = /▸(\w+)/.exec(before) ?? [];
      assert.deepEqual(
        offeredAt(undefinedProperty, before, reading(property)).map(({ title }) => title),
        [`Read \`${property}\` only when \`${object}\` is there`],
      );
    });
  }

  it('answers alone where the value is read again', () => {
    const before = handler(
      '    const order = await request.json();\n    return new Response(`${order.guest.▸name} ${order.guest.id}`);\n',
    );
    assert.deepEqual(
      offeredAt(undefinedProperty, before, reading('name')).map(({ title }) => title),
      ['Return 400 when `order.guest` is missing'],
    );
  });

  const refused: Record<string, { before: string; property: string }> = {
    'a pattern, and what another statement reads': {
      before: handler('    const { user: { ▸name } } = await load();\n    use(other.name);\n'),
      property: 'name',
    },
    'a binding, which the configuration lacks': {
      before: handler("    return new Response(await env.CACHE.▸get('k'));\n"),
      property: 'get',
    },
    'a binding that was given a name': {
      before: handler(
        "    const { CACHE: cache } = env;\n    return new Response(await cache.▸get('k'));\n",
      ),
      property: 'get',
    },
    'a binding that the parameter takes out': {
      before:
        "export default { fetch: (request, { DB }) => new Response(DB.▸prepare('SELECT 1')) };\n",
      property: 'prepare',
    },
    'a value that is looked at': { before: 'if (a) {\n  a.▸b();\n}\n', property: 'b' },
    'another property': { before: 'a.▸b;\n', property: 'c' },
    'a property that is set': { before: 'a.b.▸c = 1;\n', property: 'c' },
    'a property on the way to one that is set': { before: 'a.▸b.c = 1;\n', property: 'b' },
    'a class that is made': { before: 'new a.▸b();\n', property: 'b' },
    'the tag of a template': { before: 'a.▸b`x`;\n', property: 'b' },
    'a target of a pattern': { before: '[a.▸b] = c;\n', property: 'b' },
    'a link that is optional': { before: 'a?.▸b;\n', property: 'b' },
    'two that the place does not tell apart': { before: '▸f(a.x, b.x);\n', property: 'x' },
  };
  for (const [name, { before, property }] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(undefinedProperty, before, reading(property));
    });
  }

  it('ends where names stand for each other', () => {
    const fix = checkFix(
      undefinedProperty,
      'const a = b, b = a;\na.▸x;\n',
      'Read `x` only when `a` is there',
      'const a = b, b = a;\na?.x;\n',
      reading('x'),
    );
    assert.equal(fix.safety, 'review');
  });

  it('offers nothing without the message that names the property', () => {
    checkNoFix(undefinedProperty, 'a.▸b;\n');
  });
});
