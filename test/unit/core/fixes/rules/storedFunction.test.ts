import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { storedFunction } from '../../../../../extension/core/fixes/rules/storedFunction.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const ERROR = { message: 'Illegal invocation: function called with incorrect `this` reference.' };
const BOUND = 'Bind `fetch` to `globalThis` where it is stored';
const client = (stored: string, field = '') =>
  `export class Client {${field}
  constructor(options) {
    ${stored}
  }
  get(url) {
    return this.▸send(url);
  }
}
`;
const bound = (text: string) => text.replace('▸', '');

const certain: [name: string, before: string, after: string][] = [
  ['a field', client('this.send = fetch;'), bound(client('this.send = fetch.bind(globalThis);'))],
  [
    'a member of the global object',
    client('this.send = globalThis.fetch;'),
    bound(client('this.send = globalThis.fetch.bind(globalThis);')),
  ],
  [
    'the initial value of a field',
    client('super();', '\n  send = self.fetch as Fetch;'),
    bound(client('super();', '\n  send = (self.fetch as Fetch).bind(globalThis);')),
  ],
  [
    'an object',
    'const api = { send: fetch };\nexport const get = (url) => api.▸send(url);\n',
    'const api = { send: fetch.bind(globalThis) };\nexport const get = (url) => api.send(url);\n',
  ],
  [
    'a short property',
    'export const deps = { fetch, log };\nexport const get = (url) => deps.▸fetch(url);\n',
    'export const deps = { fetch: fetch.bind(globalThis), log };\nexport const get = (url) => deps.fetch(url);\n',
  ],
  [
    'a parameter with a default',
    'class A {\n  constructor(private send = fetch) {}\n  get() {\n    return this.▸send("a");\n  }\n}\n',
    'class A {\n  constructor(private send = fetch.bind(globalThis)) {}\n  get() {\n    return this.send("a");\n  }\n}\n',
  ],
];

const likely: [name: string, before: string, after: string][] = [
  [
    'an option with a default',
    client('this.send = options.fetch ?? globalThis.fetch;'),
    bound(client('this.send = (options.fetch ?? globalThis.fetch).bind(globalThis);')),
  ],
  [
    'a default in brackets',
    client('this.send = (options.fetch || fetch);'),
    bound(client('this.send = (options.fetch || fetch).bind(globalThis);')),
  ],
  [
    'an option',
    client('this.send = options.fetch;'),
    bound(client('this.send = options.fetch.bind(globalThis);')),
  ],
];

describe('QF-40 a function of the runtime in a property', () => {
  for (const [name, before, after] of certain) {
    it(`binds it in ${name}`, () => {
      assert.equal(checkFix(storedFunction, before, BOUND, after, ERROR).safety, 'safe');
    });
  }

  for (const [name, before, after] of likely) {
    it(`binds what may be another function in ${name}`, () => {
      assert.equal(checkFix(storedFunction, before, BOUND, after, ERROR).safety, 'review');
    });
  }

  it('binds what the constructor is given', () => {
    const source = (body: string) =>
      `class A {\n  constructor(private readonly send: typeof fetch) {${body}}\n  get() {\n    return this.▸send('a');\n  }\n}\n`;
    checkFix(
      storedFunction,
      source(''),
      'Bind `send` to `globalThis` where it is stored',
      bound(source(' this.send = send.bind(globalThis); ')),
      ERROR,
    );
  });

  it('binds a timer, and a method to its own object', () => {
    checkFix(
      storedFunction,
      'const clock = { set: setTimeout };\nclock.▸set(run, 10);\n',
      'Bind `setTimeout` to `globalThis` where it is stored',
      'const clock = { set: setTimeout.bind(globalThis) };\nclock.set(run, 10);\n',
      ERROR,
    );
    checkFix(
      storedFunction,
      'const ids = { next: crypto.randomUUID };\nids.▸next();\n',
      'Bind `randomUUID` to `crypto` where it is stored',
      'const ids = { next: crypto.randomUUID.bind(crypto) };\nids.next();\n',
      ERROR,
    );
  });

  const refused: Record<string, string> = {
    'a function that is bound': 'const api = { send: fetch.bind(globalThis) };\napi.▸send();\n',
    'a function that calls it': 'const api = { send: (...a) => fetch(...a) };\napi.▸send();\n',
    'a function of the file': 'function fetch() {}\nconst api = { send: fetch };\napi.▸send();\n',
    'the object that the method belongs to': 'globalThis.▸fetch();\nconst a = { b: fetch };\n',
    'another property': 'const api = { send: fetch };\napi.▸get();\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(storedFunction, before, ERROR));
  }

  it('offers nothing without an error', () => {
    checkNoFix(storedFunction, 'const api = { send: fetch };\napi.▸send();\n');
  });
});
