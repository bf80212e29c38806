import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../../../../extension/core/fixes/edits/editBuilder.ts';
import { rpcBaseClass } from '../../../../../extension/core/fixes/rules/rpcBaseClass.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';
import { fileAfter, projectOf } from '../../../../support/projectFixes.ts';

const message =
  'The receiving Durable Object does not support RPC, because its class was not declared with `extends DurableObject`.';
const TITLE = 'Let `Room` extend `DurableObject`';
const CALLER = `export default {
  fetch: (request, env) => env.ROOM.getByName('a').▸hello(),
};
`;
const unmarked = CALLER.replace('▸', '');
const IMPORT = "import { DurableObject } from 'cloudflare:workers';\n";

const cases = [
  {
    name: 'a class without a constructor',
    before: `export class Room {\n  hello() {}\n}\n${CALLER}`,
    after: `${IMPORT}\nexport class Room extends DurableObject {\n  hello() {}\n}\n${unmarked}`,
  },
  {
    name: 'a class whose constructor has a body, beside an import that is there',
    before: `import { env } from 'cloudflare:workers';\nclass Room {\n  constructor(state, env) {\n    this.state = state;\n  }\n  hello() {}\n}\nexport { Room };\n${CALLER}`,
    after: `import { env, DurableObject } from 'cloudflare:workers';\nclass Room extends DurableObject {\n  constructor(state, env) {\n    super(state, env);\n    this.state = state;\n  }\n  hello() {}\n}\nexport { Room };\n${unmarked}`,
  },
  {
    name: 'a class of TypeScript that implements the interface',
    before: `export class Room implements DurableObject {\n  constructor(private ctx: DurableObjectState, readonly env: Env) {}\n  hello() {}\n}\n${CALLER}`,
    after: `${IMPORT}\nexport class Room extends DurableObject<Env> {\n  constructor(ctx: DurableObjectState, env: Env) { super(ctx, env); }\n  hello() {}\n}\n${unmarked}`,
  },
  {
    name: 'a class whose constructor leaves env out',
    before: `import a from './a';\nexport class Room {\n  constructor(state: DurableObjectState) {}\n  hello() {}\n}\n${CALLER}`,
    after: `${IMPORT}import a from './a';\nexport class Room extends DurableObject {\n  constructor(state: DurableObjectState, env: Env) { super(state, env); }\n  hello() {}\n}\n${unmarked}`,
  },
  {
    name: 'a class whose constructor takes nothing',
    before: `export class Room {\n  constructor() {\n    this.n = 1;\n  }\n  hello() {}\n}\n${CALLER}`,
    after: `${IMPORT}\nexport class Room extends DurableObject {\n  constructor(ctx, env) {\n    super(ctx, env);\n    this.n = 1;\n  }\n  hello() {}\n}\n${unmarked}`,
    fileName: 'worker.js',
  },
  {
    name: 'a class in a module that imports the whole of cloudflare:workers',
    before: `import * as cf from 'cloudflare:workers';\nexport class Room {\n  hello() {}\n}\n${CALLER}`,
    after: `import * as cf from 'cloudflare:workers';\nexport class Room extends cf.DurableObject {\n  hello() {}\n}\n${unmarked}`,
  },
];

describe('a Durable Object without a base class', () => {
  for (const { name, before, after, fileName } of cases) {
    it(`extends ${name}`, () => {
      const options = fileName === undefined ? { message } : { message, fileName };
      const { safety } = checkFix(rpcBaseClass, before, TITLE, after, options);
      assert.equal(safety, 'safe');
    });
  }

  it('keeps line ends, quotes and the lack of semicolons', () => {
    checkFix(
      rpcBaseClass,
      'import x from "./x"\r\nexport class Room {\r\n  hello() {}\r\n}\r\nexport default {\r\n  fetch: (r, env) => env.ROOM.getByName("a").▸hello()\r\n}\r\n',
      TITLE,
      'import { DurableObject } from "cloudflare:workers"\r\nimport x from "./x"\r\nexport class Room extends DurableObject {\r\n  hello() {}\r\n}\r\nexport default {\r\n  fetch: (r, env) => env.ROOM.getByName("a").hello()\r\n}\r\n',
      { message },
    );
  });

  it('edits the file in which the class stands', () => {
    const tree = parseSource('export class Room {\n  hello() {}\n}\n', 'room.ts');
    assert.ok(tree);
    const project = {
      config: undefined,
      environment: undefined,
      modules: () => [{ file: 'room.ts', tree }],
    };
    const [fix] = offeredAt(rpcBaseClass, CALLER, { message, project });
    assert.ok(fix);
    assert.deepEqual(fix.edits, []);
    assert.deepEqual(
      fix.elsewhere?.map(({ file }) => file),
      ['room.ts'],
    );
  });

  it('puts the base on the lowest class of the file', () => {
    const { safety } = checkFix(
      rpcBaseClass,
      `class Base {\n  hello() {}\n}\nclass Named extends Base {\n  constructor(state, env) {\n    super(state, env);\n  }\n}\nexport class Room extends Named {}\n${CALLER}`,
      'Let `Base` extend `DurableObject`',
      `${IMPORT}\nclass Base extends DurableObject {\n  hello() {}\n}\nclass Named extends Base {\n  constructor(state, env) {\n    super(state, env);\n  }\n}\nexport class Room extends Named {}\n${unmarked}`,
      { message },
    );
    assert.equal(safety, 'review');
  });

  it('takes the class that the configuration names', () => {
    const two = `class Lobby {\n  hello() {}\n}\nclass Hall {\n  hello() {}\n}\nexport { Lobby, Hall as Room };\n${CALLER}`;
    const source = two.replace('▸', '');
    const bindings = (more: string) =>
      `{ "name": "a", "durable_objects": { "bindings": [{ "name": "ROOM", "class_name": "Room"${more} }] } }`;
    const options = (config: string, text = source) => ({
      message,
      project: projectOf({ config, modules: { 'worker.ts': text } }),
    });
    const [fix] = offeredAt(rpcBaseClass, two, options(bindings('')));
    assert.equal(fix?.title, 'Let `Hall` extend `DurableObject`');
    assert.equal(
      applyEdits(source, fix.edits),
      `${IMPORT}\n${source.replace('class Hall', 'class Hall extends DurableObject')}`,
    );
    assert.equal(fix.safety, 'safe');
    checkNoFix(rpcBaseClass, two, options(bindings(', "script_name": "b"')));
    checkNoFix(rpcBaseClass, two, options(bindings('').replace('"Room"', '"Hut"')));
    const alone = two.replace('export { Lobby, Hall as Room };', 'export { Lobby };');
    checkNoFix(rpcBaseClass, alone, options(bindings(''), alone.replace('▸', '')));
  });

  it('takes a class that the entry exports of another module', () => {
    const modules = {
      'worker.ts': `export { Hall as Room } from './hall';\n${unmarked}`,
      'hall.ts': 'export class Hall {\n  hello() {}\n}\n',
      'lobby.ts': 'export class Lobby {\n  hello() {}\n}\n',
    };
    const config = '[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n';
    const files = { config, configFile: 'wrangler.toml', modules };
    const marked = `export { Hall as Room } from './hall';\n${CALLER}`;
    const [fix] = offeredAt(rpcBaseClass, marked, { message, project: projectOf(files) });
    assert.ok(fix);
    assert.equal(
      fileAfter(files, fix, 'hall.ts'),
      'import { DurableObject } from "cloudflare:workers";\n\nexport class Hall extends DurableObject {\n  hello() {}\n}\n',
    );
  });

  it('gives a named entrypoint its own base', () => {
    const marked = `export class Prices {\n  today() {}\n}\nexport default {\n  fetch: (request, env) => env.PRICES.▸today(),\n};\n`;
    const source = marked.replace('▸', '');
    const internal = 'internal error; reference = 0bdnfk7b2s3t5q6c8v9w1x2y';
    const config = (worker: string) =>
      `{ "name": "shop", "services": [{ "binding": "PRICES", "service": "${worker}", "entrypoint": "Prices" }] }`;
    const options = (worker: string) => ({
      message: internal,
      project: projectOf({ config: config(worker), modules: { 'worker.ts': source } }),
    });
    const [fix] = offeredAt(rpcBaseClass, marked, options('shop'));
    assert.equal(fix?.title, 'Let `Prices` extend `WorkerEntrypoint`');
    assert.equal(
      applyEdits(source, fix.edits),
      `import { WorkerEntrypoint } from "cloudflare:workers";\n\n${source.replace('class Prices', 'class Prices extends WorkerEntrypoint')}`,
    );
    checkNoFix(rpcBaseClass, marked, options('prices'));
    checkNoFix(rpcBaseClass, marked, { ...options('shop'), message });
    checkNoFix(rpcBaseClass, marked, { message: internal });
  });

  for (const [name, before] of [
    [
      'a lowest class that is made by hand',
      `class Base {\n  hello() {}\n}\nexport class Room extends Base {}\nexport const spare = new Base();\n${CALLER}`,
    ],
    [
      'a class that keeps the environment to itself',
      `class Base {\n  hello() {}\n}\nexport class Room extends Base {\n  constructor(state, env) {\n    super(state);\n  }\n}\n${CALLER}`,
    ],
    [
      'a class that extends another',
      `export class Room extends Base {\n  hello() {}\n}\n${CALLER}`,
    ],
    ['a class without the method', `export class Room {\n  goodbye() {}\n}\n${CALLER}`],
    ['a class that is not exported', `class Room {\n  hello() {}\n}\n${CALLER}`],
    [
      'two such classes',
      `export class A {\n  hello() {}\n}\nexport class B {\n  hello() {}\n}\n${CALLER}`,
    ],
    [
      'a name that means something else',
      `class DurableObject {}\nexport class Room {\n  hello() {}\n}\n${CALLER}`,
    ],
    [
      'a constructor that takes its values apart',
      `export class Room {\n  constructor({ storage }) {}\n  hello() {}\n}\n${CALLER}`,
    ],
    ['a class that is elsewhere', CALLER],
  ] as const) {
    it(`leaves ${name}`, () => checkNoFix(rpcBaseClass, before, { message }));
  }

  it('leaves a class while no error tells of it', () => {
    checkNoFix(rpcBaseClass, `export class Room {\n  hello() {}\n}\n${CALLER}`);
  });
});
