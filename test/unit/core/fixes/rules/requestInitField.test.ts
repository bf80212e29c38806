import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestInitField } from '../../../../../extension/core/fixes/rules/requestInitField.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const MODE = { message: 'Unsupported cache mode: force-cache' };
const FIELD = { message: "The 'cache' field on 'RequestInitializerDict' is not implemented." };
const TITLE = "Leave out `cache: 'force-cache'`";

const fixed: [name: string, before: string, after: string][] = [
  [
    'in place',
    "await ▸fetch(url, { cache: 'force-cache', headers });\n",
    'await fetch(url, { headers });\n',
  ],
  [
    'alone',
    "const init = new ▸Request(url, { cache: 'force-cache' });\n",
    'const init = new Request(url, {});\n',
  ],
  [
    'on a line of its own',
    "await ▸fetch(url, {\n  method: 'POST',\n  cache: 'force-cache',\n});\n",
    "await fetch(url, {\n  method: 'POST',\n});\n",
  ],
  [
    'in a constant',
    "const OPTIONS = { cache: 'force-cache', method: 'GET' } as const;\nawait ▸fetch(url, OPTIONS);\n",
    "const OPTIONS = { method: 'GET' } as const;\nawait fetch(url, OPTIONS);\n",
  ],
  [
    'in what is spread',
    "const base = { cache: 'force-cache' };\nawait ▸env.API.fetch(url, { ...base, headers });\n",
    'const base = {};\nawait env.API.fetch(url, { ...base, headers });\n',
  ],
  [
    'in a field of the class',
    "class Api {\n  #init = { cache: 'force-cache' };\n  get(url) {\n    return ▸fetch(url, { ...this.#init });\n  }\n}\n",
    'class Api {\n  #init = {};\n  get(url) {\n    return fetch(url, { ...this.#init });\n  }\n}\n',
  ],
  [
    'in what a caller hands over',
    "const get = (url, init) => ▸fetch(url, init);\nexport const page = () => get('/', { cache: 'force-cache' });\n",
    "const get = (url, init) => fetch(url, init);\nexport const page = () => get('/', {});\n",
  ],
];

describe('QF-41 an option of a request that Workers do not have', () => {
  for (const [name, before, after] of fixed) {
    it(`leaves out a cache mode ${name}`, () => {
      assert.equal(checkFix(requestInitField, before, TITLE, after, MODE).safety, 'safe');
    });
  }

  it('leaves out what an assignment sets', () => {
    checkFix(
      requestInitField,
      "init.cache = 'force-cache';\nawait ▸fetch(url, init);\n",
      "Leave out `init.cache = 'force-cache'`",
      'await fetch(url, init);\n',
      MODE,
    );
  });

  it('has a mode that asks for no cache looked at', () => {
    const { safety } = checkFix(
      requestInitField,
      "await ▸fetch(url, { cache: 'no-store' });\n",
      "Leave out `cache: 'no-store'`",
      'await fetch(url, {});\n',
      FIELD,
    );
    assert.equal(safety, 'review');
  });

  it('leaves out another option by its name', () => {
    checkFix(
      requestInitField,
      'await ▸fetch(url, { priority, method });\n',
      'Leave out `priority`',
      'await fetch(url, { method });\n',
      { message: "The 'priority' field on 'RequestInitializerDict' is not implemented." },
    );
  });

  const refused: Record<string, string> = {
    'another mode': "await ▸fetch(url, { cache: 'no-store' });\n",
    'another option': "await ▸fetch(url, { mode: 'cors' });\n",
    'a call of something else': "await ▸load(url, { cache: 'force-cache' });\n",
    'options that are not seen': 'await ▸fetch(url, options);\n',
    'a pattern': 'const { cache } = options;\nawait ▸fetch(url, options);\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(requestInitField, before, MODE));
  }

  it('offers nothing without the error', () => {
    checkNoFix(requestInitField, "await ▸fetch(url, { cache: 'force-cache' });\n");
  });
});
